class M:
    def __init__(self, name, swallow=False, fail=None):
        self.name, self.swallow, self.fail = name, swallow, fail
    def __enter__(self):
        print("enter", self.name)
        if self.fail == "enter": raise ValueError("enter " + self.name)
        return self
    def __exit__(self, kind, value, trace):
        print("exit", self.name, kind and kind.__name__, value, trace is not None)
        if self.fail == "exit": raise KeyError("exit " + self.name)
        return self.swallow
def attempt(f):
    try: print("result", f())
    except Exception as e: print("raised", repr(e), "from", repr(e.__context__))
def a():
    with M("one") as one, M("two", True): raise TypeError("body")
    return "after"
def b():
    with (M("p"), M("q", fail="enter"), M("r")): pass
def c():
    for i in range(3):
        with M(f"loop{i}"):
            if i == 1: break
    else: print("never")
    with M("return"): return i
def d():
    with M("x", fail="exit"): raise TypeError("body")
def e():
    with M("fine", fail="exit"): pass
for f in (a, b, c, d, e): attempt(f)
class NoExit:
    def __enter__(self): pass
class NoEnter:
    def __exit__(self, *a): pass
def f():
    with NoExit(): pass
def g():
    with NoEnter(): pass
attempt(f); attempt(g)
