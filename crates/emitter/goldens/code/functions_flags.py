def a(x, /, y, *, z): pass
def b(*x, **y): yield
async def c(): pass
async def d(): yield
def e():
    def f(): return x
    x = 1
    return f
lambda: (yield)
