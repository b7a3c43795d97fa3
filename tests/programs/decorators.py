def trace(fn):
    def wrapper(*args, **kwargs):
        print("call", fn.__name__, args, kwargs)
        result = fn(*args, **kwargs)
        print("->", result)
        return result
    wrapper.__wrapped__ = fn
    return wrapper
def repeat(n):
    def deco(fn):
        def wrapper(*a):
            return [fn(*a) for _ in range(n)]
        return wrapper
    return deco
@trace
@repeat(2)
def hello(name): return f"hi {name}"
hello("x")
@trace
def add(a, *, b): return a + b
add(1, b=2)
def register(cls):
    cls.registered = True
    return cls
@register
class Thing:
    @staticmethod
    def s(x): return x
    @classmethod
    def c(cls, x): return cls.__name__, x
    @property
    def p(self): return self._p
    @p.setter
    def p(self, v): self._p = v * 2
    @p.deleter
    def p(self): print("deleted"); del self._p
t = Thing(); t.p = 5; print(t.p, t.s(1), Thing.c(2), t.c(3), Thing.registered)
del t.p
try: t.p
except AttributeError as e: print(e)
class Ro:
    @property
    def x(self): return 1
for bad in ("Ro().x = 2", "del Ro().x"):
    try: exec(bad)
    except AttributeError as e: print(e)
@(lambda f: f() + 1)
def number(): return 41
print(number)
class CountCalls:
    def __init__(self, fn): self.fn, self.n = fn, 0
    def __call__(self, *a): self.n += 1; return self.fn(*a)
@CountCalls
def sq(x): return x * x
print(sq(2), sq(3), sq.n)
