x = [] # type: list
def f(a):
    # type: (int) -> int
    return a # type: ignore[x]
