"""lru_cache in its three modes, through functools and raw."""
import functools
from functools import lru_cache, cache, _CacheInfo
from _functools import _lru_cache_wrapper
import copy
import gc
import sys
import weakref

def show(label, function):
    try:
        result = function()
    except BaseException as error:
        print(label, '->', type(error).__name__, '|', error)
    else:
        print(label, '->', result)

@lru_cache(maxsize=3)
def f(x, *args, y=0, **kw):
    print('call', x, args, y, kw); return x, args, y
for call in [lambda: f(1), lambda: f(1), lambda: f(2), lambda: f(3), lambda: f(1), lambda: f(4), lambda: f(2), lambda: f(1.0), lambda: f('1'), lambda: f(True), lambda: f(1, 2), lambda: f(1, y=2), lambda: f(1, y=2), lambda: f(x=1), lambda: f(x=1, y=2), lambda: f(y=2, x=1)]:
    show(f.cache_info(), call)
show('unhashable', lambda: f([])); show('unhashable', lambda: f(1, y=[])); show('missing', lambda: f()); print(f.cache_info(), f.cache_parameters())
f.cache_clear(); print(f.cache_info())
@lru_cache(maxsize=None, typed=True)
def g(*a, **k): return a, k
print(g(1), g(1.0), g(True), g(k=1), g(k=1.0), g(1), g('a'), g(), g(), g.cache_info(), g.cache_parameters())
@lru_cache(maxsize=0)
def h(x): return x
h(1); h(1); print(h.cache_info()); h.cache_clear(); print(h.cache_info())
@lru_cache
def i(x): return x
i(1); print(i.cache_info(), i.cache_parameters(), i.__wrapped__(5), i.__name__, i.__module__, i.__doc__)
@cache
def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)
print(fib(80), fib.cache_info())
@lru_cache(maxsize=2)
def fib2(n): return n if n < 2 else fib2(n - 1) + fib2(n - 2)
print(fib2(15), fib2.cache_info())
@lru_cache(maxsize=-5)
def neg(x): return x
neg(1); print(neg.cache_info())
for args, kwargs in [((f, 1, False, tuple), {}), ((f,), {}), ((5, 1, False, tuple), {}), ((f, 'x', False, tuple), {}), ((f, 1.5, False, tuple), {}), ((f, None, False, None), {}), ((f, 1 << 70, 0, 0), {}), ((), dict(user_function=len, maxsize=1, typed=0, cache_info_type=print)), ((f, 1, 0, 0, 0), {}), ((f, 1, 0), dict(bad=1))]:
    show(len(args), lambda: type(_lru_cache_wrapper(*args, **kwargs)))
show('maxsize', lambda: lru_cache(maxsize='x')); show('maxsize', lambda: lru_cache(5.5))
raw = _lru_cache_wrapper(lambda *a, **k: (a, k), 2, False, lambda *a: a); print(raw(1), raw(1), raw.cache_info(), raw.__dict__, sys.getsizeof(raw))
show('reduce', lambda: raw.__reduce__()); print(f.__reduce__(), copy.copy(f) is f, copy.deepcopy(f) is f)
show('info', lambda: _lru_cache_wrapper(len, 2, False, 5).cache_info())
class C:
    def __init__(self, v): self.v = v
    @lru_cache(maxsize=2)
    def m(self, x): print('m', self.v, x); return self.v + x
    @classmethod
    @lru_cache
    def c(cls, x): return cls.__name__, x
    @staticmethod
    @lru_cache
    def s(x): return x
    @property
    @lru_cache
    def p(self): return self.v
    @functools.cached_property
    def cp(self): print('cp'); return self.v * 2
a, b = C(1), C(2)
print(a.m(1), a.m(1), b.m(1), a.m(2), a.m(1), C.m(b, 1), C.m.cache_info(), a.m.cache_info(), type(a.m), type(C.m), C.c(1), C.s(3), a.p, a.cp, a.cp)
w = weakref.ref(b); C.m.cache_clear(); del b; print(w())
f.extra = 1; print(f.extra, sorted(f.__dict__), weakref.ref(f)() is f)
class Key:
    def __init__(self, n): self.n = n
    def __hash__(self): print('hash', self.n); return self.n
    def __eq__(self, other): print('eq', self.n, other.n); return self.n == other.n
@lru_cache(maxsize=2)
def k(key): return key.n
k(Key(1)); k(Key(1)); k(Key(2)); k(Key(3)); k(Key(1)); print(k.cache_info())
class T:
    def __init__(self, n): self.n = n
    def __del__(self): print('del', self.n)
@lru_cache(maxsize=2)
def made(n): return T(n)
made(1); made(2); made(3); print('three'); made(2); made(4); print('four'); made.cache_clear(); print('clear')
made(5); del made; print('gone')
@lru_cache(maxsize=1)
def rec(n):
    if n: rec(n - 1)
    return n
print(rec(3), rec.cache_info())
@lru_cache(maxsize=2)
def clears(n):
    clears.cache_clear(); return n
print(clears(1), clears(2), clears(1), clears.cache_info())
@lru_cache(maxsize=2)
def raises(n): raise ValueError(n)
show('raise', lambda: raises(1)); show('raise', lambda: raises(1)); print(raises.cache_info())
@lru_cache
def self_ref(): return self_ref
self_ref(); w = weakref.ref(self_ref); del self_ref; gc.collect(); print(w())
x = object(); before = sys.getrefcount(x)
@lru_cache(maxsize=4)
def ident(a, b=None): return a
ident(x); print(sys.getrefcount(x) - before); ident(x, b=x); print(sys.getrefcount(x) - before); ident(x); print(sys.getrefcount(x) - before); ident.cache_clear(); print(sys.getrefcount(x) - before)
print(_lru_cache_wrapper, _lru_cache_wrapper.__module__, _lru_cache_wrapper.__basicsize__, sorted(vars(_lru_cache_wrapper)))
from functools import singledispatch, total_ordering, wraps, partialmethod, singledispatchmethod
@singledispatch
def sd(a): return 'object'
@sd.register
def _(a: int): return 'int'
@sd.register(list)
def _(a): return 'list'
print(sd(1), sd(True), sd([]), sd('x'), sorted(t.__name__ for t in sd.registry), sd.dispatch(bool)(1))
@total_ordering
class O:
    def __init__(self, n): self.n = n
    def __eq__(self, o): return self.n == o.n
    def __lt__(self, o): return self.n < o.n
print(O(1) <= O(2), O(1) >= O(2), O(3) > O(2))
class P:
    def m(self, *a, **k): return a, k
    pm = partialmethod(m, 1, k=2)
print(P().pm(3), P.pm(P(), 4))
