"""OrderedDict: methods, order, views, iterators, sizes, errors, subclasses."""
from _collections import OrderedDict
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

for args, kwargs in [((), {}), (([],), {}), (([(1, 2), (3, 4)],), {}), (({'a': 1},), {}), (([('a', 1)],), dict(a=2, b=3)), ((), dict(z=1, y=2)),
                     ((1,), {}), ((1, 2), {}), (([1],), {}), (([(1,)],), {}), (([(1, 2, 3)],), {}), (([()],), {}), (('ab',), {}), ((['ab', 'cd'],), {}),
                     ((None,), {}), ((OrderedDict(q=1),), {}), (([[1, 2]],), {}), (([([], 2)],), {})]:
    show((args, kwargs), lambda: OrderedDict(*args, **kwargs))
    show((args, kwargs), lambda: OrderedDict().update(*args, **kwargs))
od = OrderedDict()
sizes = []
for i in range(200):
    od[i] = i
    sizes.append(sys.getsizeof(od))
print(sizes[::20], sorted(set(sizes)))
for i in range(0, 200, 2):
    del od[i]
    sizes[i] = sys.getsizeof(od)
print(sizes[:200:20], len(od), list(od)[:5])
print(sys.getsizeof(OrderedDict()), sys.getsizeof(OrderedDict(a=1)), sys.getsizeof(OrderedDict.fromkeys(range(20))), sys.getsizeof(od.copy()))
od = OrderedDict.fromkeys('abcde', 0)
for key in ['a', 'e', 'c', 'z', [], 1]:
    for last in [True, False, 1, 0, 'x', '']:
        show((key, last), lambda: od.move_to_end(key, last))
    print(list(od))
    show(key, lambda: od.move_to_end(key, last=False))
    show(key, lambda: od.move_to_end(key=key))
print(od, list(reversed(od)), list(od.items()), list(reversed(od.items())), list(od.values()), list(reversed(od.values())), list(reversed(od.keys())))
show('move', lambda: od.move_to_end())
show('move', lambda: OrderedDict().move_to_end(1))
show('popitem', lambda: (od.popitem(), od.popitem(False), od.popitem(last=True), od))
show('popitem', lambda: OrderedDict().popitem())
show('popitem', lambda: od.popitem(1, 2))
for args, kwargs in [(('c',), {}), (('zz',), {}), (('zz', 5), {}), ((), dict(key='d')), ((), dict(key='zz', default=3)), ((), {}), (([],), {}), ((1, 2, 3), {}), ((1,), dict(bad=2))]:
    e = od.copy()
    show(('pop', args, kwargs), lambda: e.pop(*args, **kwargs))
    show(('setdefault', args, kwargs), lambda: e.setdefault(*args, **kwargs))
    print(e)
    show(('get', args), lambda: e.get(*args))
a = OrderedDict([(1, 2), (3, 4)]); b = OrderedDict([(3, 4), (1, 2)]); c = {3: 4, 1: 2}
print(a == b, a != b, a == c, c == a, a == OrderedDict(a), a != OrderedDict(a), a == 5, a != 5, a == {}, b == c, OrderedDict() == OrderedDict(), OrderedDict() == {})
show('lt', lambda: a < b)
print(a | b, b | a, a | {5: 6}, {5: 6} | a, type({5: 6} | a))
show('or', lambda: a | [(1, 2)])
show('ror', lambda: [(1, 2)] | a)
a |= [(9, 9)]; print(a)
a |= {8: 8}; print(a)
def bad_ior():
    global a
    a |= 5
show('ior', bad_ior)
print(repr(OrderedDict()), repr(a), str(a))
a['self'] = a; print(a); del a['self']
show('del', lambda: a.__delitem__('none'))
show('get', lambda: a['none'])
show('hash', lambda: hash(a))
show('unhashable', lambda: a.__setitem__([], 1))
print(a.keys(), a.values(), a.items(), type(a.keys()), type(a.items()), type(a.values()), type(iter(a)), type(a.keys()).__mro__)
print(a.keys() & {1}, a.keys() | {2}, a.items() - {(1, 2)}, a.keys() == {1, 3, 9, 8}, {1}.issubset(a.keys()), a.keys() >= {1}, a.keys().isdisjoint([5]), 1 in a.keys(), (1, 2) in a.items(), 2 in a.values(), a.keys().mapping)
show('make', lambda: type(a.keys())())
show('make', lambda: type(iter(a))())
it = iter(a); a.move_to_end(1)
show('moved', lambda: next(it)); show('moved', lambda: next(it, 'end'))
it = iter(a.items()); next(it); a['new'] = 1
show('grown', lambda: next(it)); show('grown', lambda: next(it, 'end'))
it = iter(a); next(it); del a['new']
show('shrunk', lambda: next(it))
it = iter(a.values()); print(next(it), it.__reduce__(), list(it), it.__reduce__())
it = iter(a.items()); print(next(it), it.__reduce__(), sys.getsizeof(it), hasattr(it, '__length_hint__'))
it = iter(a); dict.__setitem__(a, 'by dict', 1); show('dict set', lambda: list(it)); print(list(a), len(a), a.get('by dict'))
show('repr', lambda: repr(a)); show('items', lambda: list(a.items()))
a.clear(); print(a, len(a), list(a)); a['x'] = 1; print(a)
class Sub(OrderedDict):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.extra = 1
    def __missing__(self, key):
        return key * 2
s = Sub(a=1); s['b'] = 2
print(s, s['zz'], s.copy(), type(s.copy()), s.extra, vars(s), s.__reduce__()[:4], list(s.__reduce__()[4]), copy.copy(s), copy.deepcopy(s), s.pop('b'), s.setdefault('q', 3), s | {1: 2}, type(s | {1: 2}), Sub.fromkeys('ab'))
show('pop', lambda: s.pop('none'))
class Loud(OrderedDict):
    def __setitem__(self, key, value):
        print('set', key); super().__setitem__(key, value)
    def __delitem__(self, key):
        print('del', key); super().__delitem__(key)
    def __getitem__(self, key):
        print('get', key); return super().__getitem__(key)
    def items(self):
        print('items'); return super().items()
l = Loud(a=1, b=2); l.update(c=3); l.pop('a'); l.setdefault('d', 4); l.setdefault('d', 5); l.popitem(); print(l.copy()); l.move_to_end('b'); print(l, l == {'b': 2, 'c': 3}); l |= {1: 2}
od = OrderedDict(a=1); od.attr = 5
print(od.__dict__, od.attr, vars(od), weakref.ref(od)() is od, od.__reduce__()[2], OrderedDict.__dict__['__dict__'], copy.copy(od).attr)
print(OrderedDict.__doc__, OrderedDict.__module__, OrderedDict.__basicsize__, OrderedDict.__hash__, OrderedDict[int, str])
for name in sorted(vars(OrderedDict)):
    print(name, getattr(vars(OrderedDict)[name], '__text_signature__', None))
class Key:
    def __init__(self, n): self.n = n
    def __hash__(self): return 1
    def __eq__(self, other): return isinstance(other, Key) and self.n == other.n
    def __repr__(self): return f'K{self.n}'
    def __del__(self): print('del', self.n)
od = OrderedDict((Key(i), i) for i in range(3))
del od[Key(1)]
od.move_to_end(Key(0)); print(od)
od.pop(Key(2)); od.clear(); print('cleared')
x = object()
before = sys.getrefcount(x)
od = OrderedDict({1: x}); od[x] = 1
print(sys.getrefcount(x) - before)
list(od.items()); od.copy(); print(sys.getrefcount(x) - before)
it = iter(od); next(it); print(sys.getrefcount(x) - before); del it
del od; print(sys.getrefcount(x) - before)
od = OrderedDict(); od['me'] = od; od.attr = od; w = weakref.ref(od); del od; gc.collect(); print(w())
nested = OrderedDict()
for _ in range(20000):
    nested = OrderedDict([(1, nested)])
del nested
print({**OrderedDict(a=1, b=2)}, dict(OrderedDict(b=1, a=2)), [*OrderedDict(b=1, a=2)], list(map(str, OrderedDict.fromkeys([3, 1, 2]))))
def f(**kw): return kw
print(f(**OrderedDict(z=1, a=2)))
o = OrderedDict(a=1, b=2, c=3); o.move_to_end('a'); print(dict(o), {**o}, list({**o}), f(**o), dict.copy(o), list(dict.keys(o)), list(dict.items(o)))
match o:
    case {'a': x, **rest}:
        print(x, rest)
