"""partial, reduce, cmp_to_key."""
from _functools import partial, reduce, cmp_to_key
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

def f(*args, **kwargs):
    return args, kwargs
def g(a, b=2, *, c=3):
    return a, b, c
for args, kwargs in [((f,), {}), ((f, 1), {}), ((f, 1, 2), dict(x=3)), ((g,), {}), ((g, 1), dict(c=5)), ((g,), dict(zz=1)), ((max, 5), {}), ((), {}), ((5,), {}), ((int,), dict(base=2)), (('x',), {}), ((partial(f, 1, x=1), 2), dict(y=2)), ((dict,), dict(a=1))]:
    show(('make', args[1:], kwargs), lambda: partial(*args, **kwargs).args)
    for cargs, ckwargs in [((), {}), ((7,), {}), ((7, 8), dict(x=9)), ((), dict(c=1)), (('101',), {}), (tuple(range(9)), {}), (tuple(range(12)), dict(q=1))]:
        show((args[1:], kwargs, cargs, ckwargs), lambda: partial(*args, **kwargs)(*cargs, **ckwargs))
p = partial(f, 1, x=2)
print(p.func is f, p.args, p.keywords, sys.getsizeof(p), partial.__basicsize__, partial.__module__, partial.__name__, partial.__doc__)
for name in ['func', 'args', 'keywords']:
    show(name, lambda: setattr(p, name, 1)); show(name, lambda: delattr(p, name))
p.attr = 5; print(p.attr, p.__dict__, vars(p)); del p.attr; show('attr', lambda: p.attr)
p.keywords['late'] = 1; print(p(), p.keywords)
q = partial(p, 2); print(q.func is f, q.args, q.keywords)
p.mark = 1; q = partial(p, 2); print(q.func is p, q.args, q.keywords)
e = partial(f); e.keywords['late'] = 1; print(e(1)); del e.keywords['late']; print(e(1))
print(repr(partial(print)), repr(partial(print, 1, 'a', sep='', end=None)))
r = partial(f); r.__setstate__((r, (1,), {}, None)); print(r.args); r.__setstate__((f, (), {}, {}))
r.__setstate__((f, (r,), {}, None)); print(repr(r).replace(repr(f), 'F')); r.__setstate__((f, (), {'me': r}, None)); print(repr(r).replace(repr(f), 'F')); r.__setstate__((f, (), {}, None))
for state in [None, (), (f,), (f, (), {}, None), (5, (), {}, None), (f, [], {}, None), (f, (), [], None), (f, (1,), None, None), (f, (1,), {'a': 2}, {'attr': 3}), (f, (), {}, 5), [f, (), {}, None], (f, (), {}, None, 1)]:
    n = partial(f)
    def run():
        n.__setstate__(state)
        return n(9), vars(n)
    show(('state', state is not None and len(state)), run)
class T(tuple): pass
class D(dict): pass
n = partial(f); n.__setstate__((f, T((1, 2)), D(a=1), None)); print(type(n.args), type(n.keywords), n())
s = partial(f, 1, x=2).__reduce__(); print(s[0], s[1] == (f,), s[2][1:])
c = copy.copy(p); print(c.args, c.keywords, c.mark, c == p, copy.deepcopy(p).keywords)
class Sub(partial):
    extra = 1
    def __repr__(self): return 'Sub!'
s = Sub(f, 1); print(s, s(2), s.extra, partial(s, 3).func is f, vars(s), Sub(s, 4).args, type(Sub(s)))
class Slots(partial):
    __slots__ = ('z',)
s = Slots(f); s.z = 1; print(s.z, s())
class Sub2(partial): pass
print(repr(Sub2(len)), partial[int], isinstance(partial(f), partial))
w = weakref.ref(p); print(w() is p); del p, q, c; gc.collect(); print(w())
class M:
    m = partial(f, 1)
    def __init__(self): self.p = partial(self.meth, 2)
    def meth(self, *a): return a
print(M().m(2), M().p(3)); m = M(); w = weakref.ref(m); del m; gc.collect(); print(w())
x = object(); before = sys.getrefcount(x)
p = partial(f, x, k=x); print(sys.getrefcount(x) - before); p(); print(sys.getrefcount(x) - before)
def count(a): return sys.getrefcount(a)
y = object()
print(partial(count, y)(), partial(count)(y), partial(count, a=y)(), count(y))
print(sorted(n for n in dir(partial) if n not in dir(object)), partial.__text_signature__)
print('reduce')
for args in [(lambda a, b: a + b, [1, 2, 3]), (lambda a, b: a + b, []), (lambda a, b: a + b, [], 5), (lambda a, b: a * b, [2, 3], 4), (lambda a, b: (a, b), 'abc'), (5, [1, 2]), (5, [1]), (None, 5), (max,), (), (max, [1], 2, 3), (lambda a: a, [1, 2]), (lambda a, b: 1 / 0, [1, 2])]:
    show(len(args), lambda: reduce(*args))
show('kw', lambda: reduce(function=max, iterable=[1]))
class Bad:
    def __iter__(self): raise KeyError('iter')
class Bad2:
    def __iter__(self): raise TypeError('iter')
show('bad', lambda: reduce(max, Bad())); show('bad', lambda: reduce(max, Bad2()))
kept = []
reduce(lambda *a: kept.append(a), [1, 2, 3, 4]); print(kept)
print('cmp_to_key')
K = cmp_to_key(lambda a, b: (a > b) - (a < b))
print(type(K), type(K).__module__, sys.getsizeof(K), sorted([3, 1, 2], key=K), sorted('bca', key=cmp_to_key(mycmp=lambda a, b: -1 if a > b else 1)))
k = K(5); print(k.obj, k < K(6), k <= K(5), k == K(5), k != K(5), k > K(1), k >= K(9), K(obj=3).obj)
k.obj = 7; print(k.obj, k > K(6)); del k.obj; print(k.obj)
show('cleared', lambda: k < K(1)); show('hash', lambda: hash(k)); show('other', lambda: K(1) < 5); show('eq', lambda: K(1) == 5); show('bare', lambda: K < K); show('obj', lambda: K.obj)
for args, kwargs in [((), {}), ((1, 2), {}), ((), dict(x=1)), ((1,), dict(obj=1))]:
    show('K', lambda: K(*args, **kwargs)); show('ctk', lambda: cmp_to_key(*args, **kwargs))
show('fails', lambda: sorted([1, 2], key=cmp_to_key(lambda a, b: 1 / 0))); show('none', lambda: sorted([1, 2], key=cmp_to_key(lambda a, b: None)))
show('nested', lambda: K(1)(2)); show('type', lambda: type(K)()); print(K(K(1)(2)).obj.obj)
