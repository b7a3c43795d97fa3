class M:
    def __init__(self, n, swallow=False, fail=None): self.n, self.s, self.f = n, swallow, fail
    def __enter__(self):
        print("enter", self.n)
        if self.f == "enter": raise ValueError("enter " + self.n)
        return self.n
    def __exit__(self, t, v, tb):
        print("exit", self.n, t and t.__name__, v, tb is not None)
        if self.f == "exit": raise KeyError("exit " + self.n)
        return self.s
def case(f):
    try: print("->", f())
    except BaseException as e:
        while e: print("  ", type(e).__name__, e, e.__suppress_context__); e = e.__cause__ or e.__context__
def a():
    with M("1") as x, M("2", True) as y: raise IndexError
    return x, y
def b():
    with M("1", True), M("2", fail="enter"): print("not reached")
    return "after"
def c():
    with M("1"), M("2", fail="exit"): raise TypeError("body")
def d():
    for i in range(3):
        with M(str(i)):
            if i == 1: continue
            if i == 2: break
    return i
def e():
    with M("r"): return "value"
def f():
    with (M("a") as p, M("b") as q,): return p + q
def g():
    while True:
        with M("w"):
            try: return 1
            finally: break
    return 2
def h():
    with M("t") as (a, b): pass
def i():
    class N: pass
    with N(): pass
def j():
    class N:
        def __enter__(self): pass
    with N(): pass
def k():
    with M("gen"):
        yield 1
        yield 2
def l():
    it = k(); next(it); it.close()
    it = k(); next(it)
    try: it.throw(ValueError("thrown"))
    except ValueError as e: return repr(e)
def m():
    x = [None]
    with M("idx") as x[0], M("attr") as case.attr: pass
    return x, case.attr
def n():
    class Inst: pass
    o = Inst(); o.__enter__ = lambda: 1; o.__exit__ = lambda *a: 1
    with o: pass
def o():
    try:
        with M("raise", fail="exit"): 1 / 0
    except KeyError as e: raise RuntimeError("outer") from None
for fn in (a, b, c, d, e, f, g, h, i, j, l, m, n, o): print(fn.__name__); case(fn)
