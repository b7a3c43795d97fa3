class CM:
    def __init__(self, name, swallow=False): self.name, self.swallow = name, swallow
    def __enter__(self): print("enter", self.name); return self.name.upper()
    def __exit__(self, kind, value, tb): print("exit", self.name, kind and kind.__name__, value, tb is not None); return self.swallow
with CM("a") as a, CM("b") as b: print(a, b)
with (CM("c") as c, CM("d"),): print(c)
with CM("e", True): raise ValueError("swallowed")
try:
    with CM("f"), CM("g"): 1 / 0
except ZeroDivisionError as e: print("out", e)
def f():
    with CM("h") as h: return h
print(f())
for i in range(3):
    with CM(str(i)):
        if i == 0: continue
        break
class T: pass
x = T()
with CM("i") as x.attr: print(x.attr)
with CM("j") as (p): print(p)
class NoExit:
    def __enter__(self): pass
class NoEnter:
    def __exit__(self, *a): pass
for k in (NoExit, NoEnter, int):
    try:
        with k(): pass
    except TypeError as e: print(e)
class FailExit(CM):
    def __exit__(self, *a): raise KeyError("in exit")
try:
    with FailExit("k"): raise ValueError("body")
except KeyError as e: print(repr(e), repr(e.__context__))
