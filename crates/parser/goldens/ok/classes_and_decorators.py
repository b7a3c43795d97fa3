@a
@b.c(d)
@e[f]
@(lambda g: g)
@x if y else z
class C(A, *B, metaclass=M, **K):
    """doc"""
    x: int = 1
    def f(self): pass
class D: pass
class E(): x
@a
async def f(): pass
