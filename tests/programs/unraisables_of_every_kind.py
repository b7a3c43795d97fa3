import sys, gc
class D:
    def __init__(self, n): self.n = n
    def __del__(self): raise ValueError(self.n)
def hook(u): print("hook", u.exc_type.__name__, u.exc_value, u.err_msg, type(u.object).__name__)
D(1)
sys.unraisablehook = hook
D(2)
x = D(3); x.me = x; del x; gc.collect()
def gen():
    try: yield 1
    finally: raise KeyError("gen")
g = gen(); next(g); del g
class Bad:
    def __eq__(self, o): raise TypeError
    def __hash__(self): return 1
import _weakref
def cb(r): raise IndexError("callback")
class W: pass
w = W(); r = _weakref.ref(w, cb); del w
sys.unraisablehook = lambda u: 1 / 0
D(4)
sys.unraisablehook = sys.__unraisablehook__
D(5)
class E(Exception):
    def __str__(self): raise ValueError("no str")
class F:
    def __del__(self): raise E
F()
class G:
    def __del__(self): sys.exit(3)
G()
class H:
    def __repr__(self): raise ValueError("no repr")
    def __del__(self): raise ValueError("in H")
H()
def gen2():
    while True:
        try: yield
        except GeneratorExit: yield
g = gen2(); next(g); del g
def atexit_fail(): raise RuntimeError("at exit")
import atexit
atexit.register(atexit_fail)
atexit.register(print, "second")
sys.unraisablehook = None
D(6)
del sys.unraisablehook
D(7)
keep = D(8)
