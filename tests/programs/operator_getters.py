"""itemgetter, attrgetter and methodcaller."""
from _operator import itemgetter, attrgetter, methodcaller
import copy
import sys

def show(label, function):
    try:
        result = function()
    except BaseException as error:
        print(label, '->', type(error).__name__, '|', error)
    else:
        print(label, '->', result)

class R:
    class inner:
        value = 5
        deep = 'deep'
    def __init__(self): self.a = 1; self.b = 2
    def method(self, *args, **kwargs): return args, kwargs
    def __repr__(self): return 'R'
r = R()
data = [10, 20, 30]
for args in [(1,), (0, 2), (-1,), ('x',), (slice(0, 2),), (True,), (1.5,), ((1,),), (5,), (1 << 70,), ()]:
    show(('item', args), lambda: itemgetter(*args))
    for d in [data, tuple(data), {'x': 1, True: 2, (1,): 3}, 'abc', R]:
        show(('item', args, d), lambda: itemgetter(*args)(d))
    show(('reduce', args), lambda: itemgetter(*args).__reduce__())
    show(('copy', args), lambda: copy.copy(itemgetter(*args)))
for args in [('a',), ('a', 'b'), ('inner.value',), ('inner.value', 'a', 'inner.deep'), ('zz',), ('a.b',), ('',), ('.',), ('a.',), ('.a',), ('a..b',), (1,), ('a', 2), (), ('inner.é',)]:
    show(('attr', args), lambda: attrgetter(*args))
    show(('attr', args, r), lambda: attrgetter(*args)(r))
    show(('reduce', args), lambda: attrgetter(*args).__reduce__())
for args, kwargs in [(('method',), {}), (('method', 1, 2), {}), (('method', 1), dict(x=2)), (('method',), dict(x=2, y='z')), (('zz',), {}), ((), {}), ((1,), {}), (('method',), dict(self=3)), (('method',), dict(name=3))]:
    show(('method', args, kwargs), lambda: methodcaller(*args, **kwargs))
    show(('method', args, kwargs, r), lambda: methodcaller(*args, **kwargs)(r))
    show(('reduce', args, kwargs), lambda: methodcaller(*args, **kwargs).__reduce__())
for made in [itemgetter(1), attrgetter('a'), methodcaller('upper')]:
    print(made.__class__, made.__class__.__module__, made.__class__.__name__, sys.getsizeof(made), type(made).__basicsize__, made.__class__.__doc__ is not None)
    show('none', lambda: made()); show('two', lambda: made(1, 2)); show('kw', lambda: made(obj=1)); show('kw2', lambda: made(1, x=1))
    show('sub', lambda: type('S', (type(made),), {})); show('attr', lambda: setattr(made, 'x', 1)); show('hash', lambda: hash(made) == hash(made)); show('eq', lambda: made == copy.copy(made))
    print(sorted(vars(type(made))))
show('kw', lambda: itemgetter(item=1)); show('kw', lambda: attrgetter('a', x=1))
print(sorted([(2, 'b'), (1, 'c'), (3, 'a')], key=itemgetter(1)), list(map(attrgetter('real'), [1, 2.5])), list(map(methodcaller('split', ','), ['a,b', 'c'])))
m = methodcaller('replace', 'a', 'b', 1); print(m('aaa'), m)
loop = []; g = itemgetter(loop); loop.append(g); print(g); m = methodcaller('x', loop); loop.append(m); print(m); print(attrgetter('a', 'b.c'))
class Str(str): pass
print(attrgetter(Str('a'))(r), methodcaller(Str('method'))(r), attrgetter(Str('inner.value'))(r))
x = object(); before = sys.getrefcount(x); g = itemgetter(x); print(sys.getrefcount(x) - before); g2 = itemgetter(x, x); print(sys.getrefcount(x) - before); del g, g2; print(sys.getrefcount(x) - before)
m = methodcaller('f', x, y=x); print(sys.getrefcount(x) - before); del m; print(sys.getrefcount(x) - before)
