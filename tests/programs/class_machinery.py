class Meta(type):
    def __new__(m, n, b, ns, **k): print("new", n, [x.__name__ for x in b], sorted(x for x in ns if not x.startswith("__")), k); return super().__new__(m, n, b, ns)
    def __init__(c, n, b, ns, **k): super().__init__(n, b, ns)
    def __call__(c, *a, **k): print("call", c.__name__, a, k); return super().__call__(*a, **k)
    def __prepare__(n, b, **k): print("prepare", n, k); return {"injected": 1}
    def __instancecheck__(c, o): return o == 3 or super().__instancecheck__(o)
    def __getattr__(c, n): return f"meta {n}"
    def __setattr__(c, n, v): print("set", n); super().__setattr__(n, v)
    def __len__(c): return 7
    def __iter__(c): return iter("xy")
    def __add__(c, o): return (c.__name__, o)
    def mro(c): r = super().mro(); return r
class A(metaclass=Meta, flag=True):
    x = 1
    def __init_subclass__(cls, /, opt=None, **k): print("sub", cls.__name__, opt, k); super().__init_subclass__(**k)
    def __set_name__(self, o, n): print("set_name", o.__name__, n)
    def __class_getitem__(cls, k): return cls.__name__, k
class B(A, opt=5):
    attr = A()
print(isinstance(3, A), A.whatever, len(A), list(A), A + 1, B[int, str], B.injected)
A.y = 2
class Entry:
    def __mro_entries__(self, bases): print("entries", len(bases)); return (A,)
class C(Entry(), opt="c"): pass
print(C.__bases__, C.__orig_bases__[0].__class__.__name__)
class Desc:
    def __get__(self, o, t): return ("get", o is None, t.__name__)
    def __set__(self, o, v): print("dset", v)
    def __delete__(self, o): print("ddel")
class NonData:
    def __get__(self, o, t): return "nondata"
class H:
    d = Desc(); n = NonData()
    __slots__ = ("__dict__", "s")
    def __getattr__(self, n): return "getattr " + n
    def __delattr__(self, n): print("delattr", n); object.__delattr__(self, n)
h = H(); h.d = 3; h.n = "inst"; h.__dict__["d"] = "shadow"; print(h.d, h.n, H.d, h.zzz, h.s)
del h.d; h.s = 1; print(h.s); del h.s; print(h.s)
for src in ("class X(int, str): pass", "class X(A, object, B): pass", "class X(3): pass", "class X(A, A): pass", "class X(bool): pass", "class X(metaclass=3): pass", "class X(int, metaclass=Meta): __slots__ = ('a',)", "class X(int):\n  __slots__ = 'a', '1b'", "class X:\n  __slots__ = 'a'\n  a = 1", "class X(type(None)): pass", "class X(NotImplemented.__class__): pass", "class X(Nope): pass", "class X(A, z=1, opt=2): pass", "class M2(type): pass\nclass X(A, metaclass=M2): pass", "class X(*[A], **{'opt': 1}): pass", "class X(object, object): pass"):
    try: exec(src)
    except Exception as e: print(type(e).__name__, e)
class Prop:
    @property
    def a(self): "doc"; return self._a
    @a.setter
    def a(self, v): self._a = v
    @a.deleter
    def a(self): del self._a
    b = property(lambda s: 1, doc="bdoc")
p = Prop(); p.a = 5; print(p.a, Prop.a.__doc__, Prop.b.__doc__); del p.a
for f in (lambda: p.a, lambda: setattr(p, "b", 1), lambda: delattr(p, "b")):
    try: f()
    except AttributeError as e: print(e)
class S1:
    def who(self): return ["S1"]
class S2(S1):
    def who(self): return ["S2"] + super().who()
class S3(S1):
    def who(self): return ["S3"] + super().who()
class S4(S2, S3):
    def who(self): return ["S4"] + super().who()
    @staticmethod
    def st(): return super().who()
    @classmethod
    def cm(cls): return super().__init__
    def nested(self): return [super().who() for _ in (1,)]
print(S4().who(), [c.__name__ for c in S4.__mro__], super(S2, S4()).who(), super(S2, S4).who)
for f in (S4.st, S4().nested, lambda: super().x, lambda: super(1, 2), lambda: super(int, "a").x):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
o = S1(); o.__class__ = S2; print(o.who())
for t in (int, list, 3, Prop.a.__class__):
    try: o.__class__ = t
    except TypeError as e: print(e)
S2.__bases__ = (S3,); print([c.__name__ for c in S4.__mro__]) if 0 else None
