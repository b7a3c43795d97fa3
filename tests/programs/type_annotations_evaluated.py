def f(a: int, b: list[int] = None, *c: "fwd", **d: 1 + 1) -> None: pass
print(f.__annotations__)
class C:
    a: int = 1
    b: str
print(C.__annotations__, hasattr(C, "b"))
print(list[int], dict[str, list[int]], tuple[int, ...], int | str | None, list[int] == list[int], (int | str) == (str | int), isinstance(1, int | str))
print(list[int].__origin__, list[int].__args__, list[int](), type(int | None).__name__)
def g():
    local: print("not evaluated") = 1
    return local
print(g())
try: y: undefined = 1
except NameError as e: print(e)
