import sys
m = type(sys)("lazy", "the doc")
print(m, m.__name__, m.__doc__, m.__spec__, m.__loader__, m.__package__)
def g(name):
    if name == "made": return "made on demand"
    raise AttributeError("no " + name)
m.__getattr__ = g
m.__dir__ = lambda: ["b", "a"]
print(m.made, dir(m), hasattr(m, "x"))
try: m.other
except AttributeError as e: print(e)
sys.modules["lazy"] = m
from lazy import made
print(made)
try: from lazy import other
except ImportError as e: print(e)
class Sub(type(sys)):
    @property
    def p(self): return "property of a module"
    def __setattr__(self, k, v): print("set", k); super().__setattr__(k, v)
s = Sub("sub")
s.x = 1
print(s.p, s.x)
m.__class__ = Sub
m.y = 2
del m.y
try: del m.y
except AttributeError as e: print(e)
try: type(sys)()
except TypeError as e: print(e)
n = type(sys).__new__(type(sys))
print(n.__dict__, repr(n))
