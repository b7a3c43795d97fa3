from __future__ import annotations
x: undefined_name = 1
def f(a: also_undefined, *args: int) -> nope: return a
print(f(1), f.__annotations__, __annotations__)
class C:
    a: int
    b: list[str] = []
    (c): int = 5
print(C.__annotations__)
