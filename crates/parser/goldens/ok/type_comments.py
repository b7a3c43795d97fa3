x = 1  # type: int
def f(a,  # type: int
      b):
    # type: (...) -> int
    pass
for x in y:  # type: int
    pass
with a as b:  # type: str
    pass
z = []  # type: ignore
