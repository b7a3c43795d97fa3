@a
@b(c)
def f(x=1, *, y: int = 2, **z: str) -> None: pass
@d
class C: pass
lambda x=1, *y, z=2: x
