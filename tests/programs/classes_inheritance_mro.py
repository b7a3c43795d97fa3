class A:
    def f(self): return ["A"]
class B(A):
    def f(self): return ["B"] + super().f()
class C(A):
    def f(self): return ["C"] + super().f()
class D(B, C):
    def f(self): return ["D"] + super().f()
print(D().f(), [k.__name__ for k in D.mro()], super(B, D()).f(), super(D, D).f(D()))
class E(D):
    f = property(lambda self: "prop")
print(E().f)
class Init1:
    def __init__(self, **kw): print("Init1", kw); super().__init__()
class Init2(Init1):
    def __init__(self, a, **kw): print("Init2", a); super().__init__(**kw)
Init2(1, b=2)
class N:
    def __new__(cls, *a): print("new", a); return super().__new__(cls)
    def __init__(self, *a): print("init", a)
N(1, 2)
class Single:
    _i = None
    def __new__(cls):
        if cls._i is None: cls._i = super().__new__(cls)
        return cls._i
print(Single() is Single())
class I(int):
    def __add__(self, o): return I(int(self) + int(o) + 100)
print(I(1) + 1, type(I(1) + 1).__name__, I(5) * 2, type(I(5) * 2).__name__, I("7") == 7)
class L(list):
    def __getitem__(self, i): return "item" if isinstance(i, int) else super().__getitem__(i)
l = L([1, 2, 3]); print(l[0], l[1:], l, len(l), [*l])
class S(str):
    def __str__(self): return "custom"
print(S("x"), str(S("x")), f"{S('x')}", S("x") + "y", repr(S("x")))
class Err(ValueError):
    def __init__(self, code): super().__init__(f"code {code}"); self.code = code
try: raise Err(5)
except ValueError as e: print(e, e.code, e.args, repr(e))
print(type("Dyn", (A,), {"x": 1, "g": lambda self: self.x})().g(), issubclass(bool, int), isinstance(1, (str, int)), A.__subclasses__()[:2])
class Private:
    def __init__(self): self.__x = 1; self.__y__ = 2; self._z = 3
    def __m(self): return self.__x
    def call(self): return self.__m()
print(vars(Private()), Private().call(), hasattr(Private(), "_Private__m"))
class G: pass
g = G(); g.__class__ = A; print(g.f())
try: g.__class__ = int
except TypeError as e: print(e)
try: super().x
except RuntimeError as e: print(e)
