class Typed:
    def __init__(self, kind): self.kind = kind
    def __set_name__(self, owner, name): self.name = name; print("set_name", owner.__name__, name)
    def __get__(self, obj, owner=None): return self if obj is None else obj.__dict__.get(self.name, "unset")
    def __set__(self, obj, value):
        if not isinstance(value, self.kind): raise TypeError(f"{self.name} must be {self.kind.__name__}")
        obj.__dict__[self.name] = value
    def __delete__(self, obj): print("delete", self.name); obj.__dict__.pop(self.name)
class NonData:
    def __get__(self, obj, owner): return ("nondata", obj is None, owner.__name__)
class P:
    x = Typed(int)
    y = Typed(str)
    n = NonData()
    def __init__(self, x): self.x = x
    def __getattribute__(self, name):
        if name == "magic": return "from __getattribute__"
        return object.__getattribute__(self, name)
    def __setattr__(self, name, value): print("setattr", name); object.__setattr__(self, name, value)
p = P(5); print(p.x, p.y, p.n, P.n, type(P.x).__name__, p.magic)
try: p.x = "s"
except TypeError as e: print(e)
del p.x; print(p.x); p.n = "shadow"; print(p.n)
class Base:
    def __init_subclass__(cls, /, tag=None, **kw): super().__init_subclass__(**kw); cls.tag = tag; print("subclass", cls.__name__, tag)
    def __class_getitem__(cls, item): return f"{cls.__name__}[{item}]"
class Sub(Base, tag="t"): pass
print(Sub.tag, Sub[int], Sub["x"])
class Slots:
    __slots__ = ("a", "_b")
    def __init__(self): self.a = 1
s = Slots(); s._b = 2; print(s.a, s._b, Slots.a)
for bad in ("s.c = 1", "Slots.a.__get__(5)", "del s._b; s._b", "s.__dict__"):
    try: exec(bad)
    except Exception as e: print(type(e).__name__, e)
class cached:
    def __init__(self, f): self.f = f
    def __get__(self, o, t): v = o.__dict__[self.f.__name__] = self.f(o); return v
class C:
    @cached
    def slow(self): print("computing"); return 42
c = C(); print(c.slow, c.slow)
class Q:
    def f(self): pass
print(Q.f.__get__(Q()).__func__ is Q.f, Q().f.__self__.__class__ is Q, type(Q.__dict__["f"]).__name__)
