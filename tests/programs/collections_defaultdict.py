"""defaultdict, _count_elements, _tuplegetter."""
from _collections import defaultdict, _count_elements, _tuplegetter, OrderedDict
import copy
import sys

def show(label, function):
    try:
        result = function()
    except BaseException as error:
        print(label, '->', type(error).__name__, '|', error)
    else:
        print(label, '->', result)

for args, kwargs in [((), {}), ((None,), {}), ((int,), {}), ((5,), {}), ((int, {1: 2}), {}), ((list, [(1, 2)]), dict(a=1)), ((), dict(a=1)), ((int, 1), {}), ((int, {}, 1), {}), (('x',), {}), ((), dict(default_factory=int))]:
    show((args, kwargs), lambda: defaultdict(*args, **kwargs))
d = defaultdict(list)
d['a'].append(1); d['a'].append(2); d['b']
print(d, d.default_factory, d.get('c'), 'c' in d, len(d), sys.getsizeof(d), sys.getsizeof(defaultdict()))
d.default_factory = None
show('missing', lambda: d['z'])
show('missing', lambda: d.__missing__('z'))
show('missing', lambda: d[('t', 1)])
show('unhashable', lambda: d[[]])
del d.default_factory
print(d, d.default_factory); show('missing', lambda: d['z'])
d.default_factory = 5
show('missing', lambda: d['z']); print(d)
d.default_factory = lambda: 1 / 0
show('missing', lambda: d['z']); print(list(d))
d.default_factory = int
print(d.copy(), copy.copy(d), type(d.copy()), d.copy().default_factory, d.__reduce__()[:4], list(d.__reduce__()[4]), defaultdict().__reduce__()[1:4])
print(copy.deepcopy(d), d | {1: 2}, {1: 2} | d, type({1: 2} | d), d | d)
show('or', lambda: d | [(1, 2)]); show('or', lambda: [] | d)
d |= {5: 6}; print(d, type(d)); d |= [(7, 8)]; print(d)
print(d == dict(d), d != dict(d), d == defaultdict(None, d))
class Sub(defaultdict):
    def __missing__(self, key):
        print('sub', key); return super().__missing__(key)
s = Sub(int, x=1); s['y'] += 1; print(s, s.copy(), type(s | {}))
class One(defaultdict):
    def __init__(self): super().__init__(int)
show('copy', lambda: One().copy())
f = defaultdict(); f.default_factory = f.__repr__ if False else None; print(f)
r = defaultdict(lambda: r); r.default_factory = r.copy
print('recursive', repr(r)[:40])
tree = lambda: defaultdict(tree)
t = tree(); t[1][2][3] = 4; print(t[1][2], list(t), len(t[1]))
t = defaultdict(int); t['self'] = t; print(t)
print(defaultdict[int, str], defaultdict.__doc__ is not None, defaultdict.__module__, defaultdict.__basicsize__, defaultdict.__mro__, defaultdict.fromkeys('ab', 1), sorted(vars(defaultdict)))
for name in sorted(vars(defaultdict)):
    print(name, getattr(vars(defaultdict)[name], '__text_signature__', None), type(vars(defaultdict)[name]).__name__)
x = object(); b = sys.getrefcount(x)
d = defaultdict(lambda: x); d[1]; d[2]; print(sys.getrefcount(x) - b); d.clear(); print(sys.getrefcount(x) - b)
counts = {}
_count_elements(counts, 'abracadabra'); print(counts)
o = OrderedDict(); _count_elements(o, 'hello'); print(o)
class M(dict):
    def get(self, key, default=None):
        print('get', key); return super().get(key, default)
m = M(a=5); _count_elements(m, 'aab'); print(m)
class N:
    def __init__(self): self.log = []
    def get(self, k, d): self.log.append(k); return d
    def __setitem__(self, k, v): self.log.append((k, v))
n = N(); _count_elements(n, 'xy'); print(n.log)
show('count', lambda: _count_elements({}, [[]])); show('count', lambda: _count_elements({}, 5)); show('count', lambda: _count_elements(5, 'a')); show('count', lambda: _count_elements({}))
show('count', lambda: _count_elements({'a': 'x'}, 'a'))
g = _tuplegetter(1, 'the doc')
class P(tuple):
    y = g
p = P((10, 20)); print(p.y, P.y is g, g.__doc__, g, g.__reduce__(), sys.getsizeof(g), g.__get__(p), g.__get__(None, P) is g, g.__get__(None) is g if False else '')
g.__doc__ = 'other'; print(g.__doc__, P.y.__doc__)
show('set', lambda: setattr(p, 'y', 1)); show('del', lambda: delattr(p, 'y')); show('short', lambda: P((1,)).y); show('other', lambda: g.__get__(5, int)); show('none', lambda: g.__get__(None, int) is g)
for args in [(), (1,), ('x', 'd'), (1, 2, 3), (-1, 'd'), (1 << 70, 'd')]:
    show(args, lambda: _tuplegetter(*args))
show('kw', lambda: _tuplegetter(index=1, doc=''))
show('neg', lambda: _tuplegetter(-1, '').__get__((1, 2)))
show('sub', lambda: type('S', (_tuplegetter,), {}))
from collections import namedtuple
T = namedtuple('T', 'a b c', defaults=[3]); t = T(1, 2)
print(t, t.a, t.b, t.c, T._fields, t._asdict(), t._replace(a=9), T._field_defaults, T._make('xyz'), T.a, T.__doc__)
