@a.b
@c(1)
def f(a: int = 1, /, *b: str, c: "x", **d) -> None: ...
x: list[int] = []
