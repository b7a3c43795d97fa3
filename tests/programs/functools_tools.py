"""The parts of functools that are Python: wraps, total_ordering, cached_property, partialmethod, singledispatch."""
import functools
from functools import cached_property, partial, partialmethod, singledispatch, singledispatchmethod, total_ordering, update_wrapper, wraps
from collections import abc

def show(label, function):
    try:
        result = function()
    except BaseException as error:
        print(label, '->', type(error).__name__, '|', error)
    else:
        print(label, '->', result)

def deco(f):
    @wraps(f)
    def wrapper(*a, **k):
        """Wrapper's doc."""
        return 'wrapped', f(*a, **k)
    return wrapper
@deco
def named(x: int, y: str = 'd') -> list:
    """Its own doc."""
    return x, y
named.extra = 1
print(named(1), named.__name__, named.__doc__, named.__qualname__, named.__annotations__, named.__wrapped__(2), named.__module__)
p = partial(named, 1); update_wrapper(p, named); print(p.__name__, p.__wrapped__ is named, p.extra, p(y=3))
print(functools.WRAPPER_ASSIGNMENTS, functools.WRAPPER_UPDATES)
for op in ['__lt__', '__le__', '__gt__', '__ge__']:
    ns = {'__init__': lambda self, v: setattr(self, 'v', v), '__eq__': lambda self, o: self.v == o.v}
    ns[op] = {'__lt__': lambda s, o: s.v < o.v, '__le__': lambda s, o: s.v <= o.v, '__gt__': lambda s, o: s.v > o.v, '__ge__': lambda s, o: s.v >= o.v}[op]
    C = total_ordering(type('C', (), ns))
    print(op, [(C(a) < C(b), C(a) <= C(b), C(a) > C(b), C(a) >= C(b)) for a, b in [(1, 2), (2, 2), (3, 2)]])
show('none', lambda: total_ordering(type('N', (), {})))
@total_ordering
class NI:
    def __eq__(self, o): return NotImplemented
    def __lt__(self, o): return NotImplemented
show('ni', lambda: NI() <= 5); show('ni', lambda: NI() > NI())
class P:
    calls = 0
    @cached_property
    def slow(self):
        """Slow doc."""
        P.calls += 1
        return [P.calls]
a, b = P(), P(); print(a.slow is a.slow, b.slow, P.calls, a.__dict__, P.slow.__doc__, type(P.slow)); del a.slow; print(a.slow); a.slow = 'set'; print(a.slow)
class Slots:
    __slots__ = ()
    @cached_property
    def c(self): return 1
show('slots', lambda: Slots().c)
class Cell:
    def __init__(self): self.alive = False
    def set_state(self, state, note=None): self.alive = state; return self.alive, note
    on = partialmethod(set_state, True); off = partialmethod(set_state, False, note='off')
    cls = partialmethod(classmethod(lambda cls, *a: (cls.__name__, a)), 1)
c = Cell(); print(c.on(), c.off(), c.on(note='n'), c.cls(2), Cell.cls(3))
@singledispatch
def fun(arg, verbose=False): return 'default', arg
@fun.register
def _(arg: int, verbose=False): return 'int', arg
@fun.register(list)
@fun.register(tuple)
def _(arg, verbose=False): return 'seq', arg
fun.register(type(None), lambda arg: 'none')
@fun.register(abc.Mapping)
def _(arg): return 'mapping'
class Sub(int): pass
print(fun(1), fun(True), fun(Sub(3)), fun([1]), fun((1,), verbose=True), fun(None), fun({}), fun('s'), fun.dispatch(dict) is fun.dispatch(abc.Mapping), sorted(t.__name__ for t in fun.registry), fun.__name__)
show('noargs', fun)
class M:
    @singledispatchmethod
    def neg(self, arg): raise NotImplementedError('cannot negate')
    @neg.register
    def _(self, arg: int): return -arg
    @neg.register(bool)
    def _(self, arg): return not arg
print(M().neg(5), M().neg(True)); show('neg', lambda: M().neg('s'))
@functools.cache
def fact(n): return n * fact(n - 1) if n else 1
print(fact(20), fact.cache_info(), fact(20), fact.cache_info().hits, fact.cache_parameters())
