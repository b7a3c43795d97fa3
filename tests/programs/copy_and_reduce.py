"""copy and deepcopy of everything, by __copy__, __reduce_ex__, __getstate__ and slots."""
import copy
from collections import OrderedDict, defaultdict, deque
import itertools

def show(label, function):
    try:
        result = function()
    except BaseException as error:
        print(label, '->', type(error).__name__, '|', error)
    else:
        print(label, '->', result)

class A:
    def __init__(self, v): self.v = v
    def __repr__(self): return f'A({self.v!r})'
class S:
    __slots__ = ('x', 'y', '__weakref__')
class SD(S):
    __slots__ = ('z', '__dict__')
class State:
    def __getstate__(self): return {'saved': self.v}
    def __setstate__(self, state): self.v = state['saved'] + 1
class Args:
    def __new__(cls, a, b=0): o = object.__new__(cls); o.t = a, b; return o
    def __getnewargs__(self): return (self.t[0],)
class ArgsEx:
    def __new__(cls, a, *, k): o = object.__new__(cls); o.t = a, k; return o
    def __getnewargs_ex__(self): return (self.t[0],), {'k': self.t[1]}
class Own:
    def __copy__(self): return 'copied'
    def __deepcopy__(self, memo): return 'deep', len(memo)
class Red:
    def __reduce__(self): return (list, ((1, 2),), None, iter([3]))
class LS(list):
    pass
class DS(dict):
    pass
a = A([1, [2]]); c = copy.copy(a); d = copy.deepcopy(a); print(c, c.v is a.v, d, d.v is a.v, d.v[1] is a.v[1])
s = S(); s.x = [1]; c = copy.copy(s); d = copy.deepcopy(s); print(c.x is s.x, d.x is s.x, hasattr(c, 'y')); sd = SD(); sd.x, sd.z, sd.q = 1, [2], 3; c = copy.deepcopy(sd); print(c.x, c.z, c.q, c.__dict__)
st = State(); st.v = 1; print(copy.copy(st).v, copy.deepcopy(st).v); print(copy.copy(Args(5, 6)).t, copy.copy(ArgsEx(1, k=2)).t, copy.copy(Own()), copy.deepcopy(Own()), copy.copy(Red()))
ls = LS([1, [2]]); ls.attr = 'x'; c = copy.deepcopy(ls); print(c, c.attr, type(c).__name__, c[1] is ls[1]); ds = DS(a=[1]); ds.attr = 1; c = copy.copy(ds); print(c, c.attr, type(c).__name__, c['a'] is ds['a'])
loop = [1]; loop.append(loop); c = copy.deepcopy(loop); print(c[1] is c, c is loop); t = ([],); t[0].append(t); c = copy.deepcopy(t); print(c[0][0] is c, c is t); shared = [1]; both = copy.deepcopy([shared, shared]); print(both[0] is both[1]); g = A(None); g.v = g; c = copy.deepcopy(g); print(c.v is c)
for x in [1, 1.5, 'a', None, (1, 2), frozenset([1]), range(3), len, A, slice(1, 2), ..., b'x', 1j, True]:
    print(copy.copy(x) is x, copy.deepcopy(x) is x, end=' ')
print(); print(copy.deepcopy((1, [2]))[1], copy.copy({1}), copy.deepcopy({1: {2: [3]}}), copy.copy(bytearray(b'a')), copy.deepcopy(deque([[1]], 2)), copy.deepcopy(OrderedDict(a=[1])), copy.deepcopy(defaultdict(list, a=[1])), list(copy.copy(itertools.count(3)).__reduce__()[1]), list(copy.deepcopy(iter([1, 2, 3]))), copy.deepcopy(slice(1, [2])))
show('gen', lambda: copy.copy(x for x in ())); show('module', lambda: copy.deepcopy(itertools)); show('frame', lambda: copy.copy(memoryview(b'')))
print(A(1).__reduce_ex__(2)[1:], A(1).__reduce_ex__(4)[0].__name__, S().__reduce_ex__(2)[1:], sd.__reduce_ex__(2)[2], ls.__reduce_ex__(2)[1:3], list(ls.__reduce_ex__(2)[3]), list(ds.__reduce_ex__(4)[4])); show('slots', lambda: s.__reduce_ex__(1)); print(A(1).__reduce_ex__(0)[0].__name__, A(1).__reduce__()[1], ls.__reduce__()[1][1:], A(1).__getstate__(), s.__getstate__(), S().__getstate__(), object().__getstate__())
class Bad:
    def __reduce_ex__(self, p): return 5
class Name:
    def __reduce__(self): return 'name'
n = Name(); print(copy.copy(n) is n, copy.deepcopy(n) is n); show('bad', lambda: copy.copy(Bad()))
memo = {}; x = [1]; y = copy.deepcopy(x, memo); print(memo[id(x)] is y, id(memo) in memo)
