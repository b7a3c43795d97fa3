def f(): pass
def f(a): return
def f(a, b=1, /, c=2, *d, e, g=3, **h) -> i: return a, b
def f(a: int, *b: "str", c: list = [], **d: dict): yield
def f(*, a): pass
def f(a, /): pass
def f(*a: *b): pass
async def f(): await a; return await b
lambda: 0
lambda a, b=1, /, c=2, *d, e, f=3, **g: a
lambda *, a: a
lambda *a, **b: (a, b)
