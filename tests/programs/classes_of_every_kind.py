def tryit(g):
    try: print(g())
    except BaseException as e: print(type(e).__name__, e, getattr(e, '__notes__', ''), repr(e.__cause__), repr(e.__context__))
class Meta(type):
    def __prepare__(name, bases, **kw): print('prepare', name, bases, kw); return {'prep': 1}
    __prepare__ = staticmethod(__prepare__)
    def __new__(m, name, bases, ns, **kw): print('new', name, sorted(k for k in ns if k[:2] != '__'), kw); return super().__new__(m, name, bases, ns)
    def __init__(cls, name, bases, ns, **kw): print('init', kw); super().__init__(name, bases, ns)
    def __call__(cls, *a, **k): print('call', a, k); return super().__call__(*a, **k)
    def __instancecheck__(cls, o): return o == 5
    def __subclasscheck__(cls, o): return o is int
    def __getattr__(cls, n): return 'meta ' + n
    def __setattr__(cls, n, v): print('set', n); super().__setattr__(n, v)
    def __iter__(cls): return iter('abc')
    def __len__(cls): return 3
    def __contains__(cls, x): return x == 1
    def __getitem__(cls, i): return i
    def __repr__(cls): return f'<{cls.__name__}!>'
    def __or__(cls, o): return 'or'
class A(metaclass=Meta, x=1, y=2):
    a = 1
    def __init_subclass__(cls, **kw): print('init_subclass', cls, kw)
class B(A, z=3): pass
tryit(lambda: B(1))
print(isinstance(5, A), isinstance(B(), A), issubclass(int, A), A.foo, list(A), len(A), 1 in A, A[3], A | int, A)
A.q = 3
class D:
    def __set_name__(self, o, n): print('set_name', o, n)
    def __get__(self, i, o): return (i is None, o)
    def __set__(self, i, v): print('dset', v)
    def __delete__(self, i): print('ddel')
class E:
    d = D()
    __slots__ = ('x', '__y')
    def __class_getitem__(cls, i): return (cls.__name__, i)
e = E(); print(e.d, E.d); e.d = 1; del e.d; print(E[1, 2], E.__slots__, hasattr(e, '__dict__'), [n for n in dir(E) if 'y' in n])
tryit(lambda: setattr(e, 'z', 1))
tryit(lambda: e.x)
class BadName:
    def __set_name__(self, o, n): raise ValueError('no')
tryit(lambda: type('X', (), {'b': BadName()}))
tryit(lambda: exec('class X(metaclass=int): pass'))
tryit(lambda: exec('class X(metaclass=lambda *a: 7): pass\nprint(X)'))
tryit(lambda: exec('class X(1): pass'))
tryit(lambda: exec('class X(int, object, str): pass'))
tryit(lambda: exec('class X(object, int): pass'))
tryit(lambda: exec('class X(int, int): pass'))
tryit(lambda: exec('class X(foo=1): pass'))
tryit(lambda: exec('class P(type): pass\nclass Q(type): pass\nclass X(metaclass=P): pass\nclass Y(metaclass=Q): pass\nclass Z(X, Y): pass'))
tryit(lambda: exec('class X:\n __slots__="a"\n a=1'))
tryit(lambda: exec('class X(int):\n __slots__="a"'))
tryit(lambda: exec('class X(tuple):\n __slots__=("a",)'))
tryit(lambda: exec('class X:\n __slots__=("1a",)'))
tryit(lambda: exec('class X:\n __slots__=("__dict__","__dict__")'))
tryit(lambda: exec('class X:\n __slots__=("a",)\nclass Y:\n __slots__=("b",)\nclass Z(X,Y): pass'))
class MroEntry:
    def __mro_entries__(self, bases): print('entries', bases); return (int, )
class M(MroEntry()): pass
print(M.__mro__, M.__orig_bases__)
class S1:
    def f(self): return 'S1'
class S2(S1):
    def f(self): return 'S2' + super().f()
class S3(S1):
    def f(self): return 'S3' + super().f()
class S4(S2, S3):
    def f(self): return 'S4' + super().f()
    g = lambda self: super().f()
    h = property(lambda self: super().f())
    @classmethod
    def i(cls): return super().__new__(cls)
    def j(self): return [super(S4, self).f() for _ in range(1)]
    def k(self):
        def inner(): return super(S4, self).f()
        return inner()
s = S4(); print(s.f(), s.g(), s.h, type(s.i()), s.j(), s.k(), S4.__mro__)
def noself():
    return super()
tryit(noself)
class N:
    def f(): return super()
    def g(self):
        del self
        return super()
    def h(self): return [super() for x in 'a'][0]
    def i(self, *a): self = 5; return super()
tryit(lambda: N.f()); tryit(lambda: N().g()); tryit(lambda: N().h()); tryit(lambda: N().i())
class C:
    x = 1
    y = [x for _ in range(2)] if False else 0
    def __init__(self): self.__priv = 1
    def __getattribute__(self, n): print('ga', n); return object.__getattribute__(self, n)
    def __getattr__(self, n): print('g', n); raise AttributeError('mine ' + n)
    def __delattr__(self, n): print('del', n); object.__delattr__(self, n)
    def __dir__(self): return ['b', 'a']
c = C(); print(c._C__priv); tryit(lambda: c.zip); del c._C__priv; print(dir(c)); tryit(lambda: c.__priv)
tryit(lambda: delattr(c, 'x'))
class F:
    def __eq__(self, o): return True
tryit(lambda: hash(F()))
class G(F):
    __hash__ = object.__hash__
print(isinstance(hash(G()), int))
class H:
    def __bool__(self): return 1
tryit(lambda: bool(H()))
class I:
    def __len__(self): return -1
tryit(lambda: len(I())); tryit(lambda: bool(I()))
class J:
    def __index__(self): return 'x'
    def __int__(self): return 1.5
    def __float__(self): return 1
    def __complex__(self): return 1
    def __str__(self): return 1
    def __repr__(self): return None
    def __format__(self, s): return 1
    def __bytes__(self): return 'x'
    def __hash__(self): return 'x'
    def __iter__(self): return 5
    def __length_hint__(self): return -1
    def __contains__(self, x): return []
    def __enter__(self): return self
    def __reversed__(self): return 6
    def __round__(self, n=0): return 'r', n
    def __trunc__(self): return 't'
    def __floor__(self): return 'f'
    def __ceil__(self): return 'c'
    def __dir__(self): return 5
    def __sizeof__(self): return 'x'
    def __instancecheck__(self, o): return 5
    def __call__(self): return 'called'
import operator, math, sys
j = J()
for g in (lambda: [1][j], int, float, complex, str, repr, format, bytes, hash, iter, list, operator.length_hint, lambda x: 1 in x, reversed, round, lambda x: round(x, 2), math.trunc, math.floor, math.ceil, dir, sys.getsizeof, lambda x: isinstance(1, x), lambda x: x(), range, lambda x: hex(x), lambda x: 'a' * x, lambda x: f'{x!s}', lambda x: '%s' % x, lambda x: '%d' % x, lambda x: '%r' % x, lambda x: [].__getitem__(x), lambda x: slice(x).indices(5), lambda x: {}.update(x), lambda x: dict(x)):
    tryit((lambda g: lambda: g(j) if g.__code__.co_argcount else g())(g) if hasattr(g, '__code__') else (lambda g: lambda: g(j))(g))
class WithBad: pass
def w():
    with WithBad(): pass
tryit(w)
def w2():
    with J(): pass
tryit(w2)
print(A.__qualname__, S4.f.__qualname__, E.__module__, type(E.x), E.x.__objclass__, S4.__base__, S4.__bases__, S1.__subclasses__())
S4.__name__ = 'Renamed'; print(S4, S4.__qualname__); S4.__qualname__ = 'Q.R'; print(S4)
tryit(lambda: setattr(S4, '__name__', 5)); tryit(lambda: setattr(S4, '__bases__', ())); tryit(lambda: setattr(S4, '__bases__', (int,))); tryit(lambda: delattr(S4, '__name__')); tryit(lambda: setattr(int, 'x', 1)); tryit(lambda: setattr(s, '__class__', int)); s.__class__ = S2; print(s.f())
