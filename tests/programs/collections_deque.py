"""deque: all methods, bounds, sizes, errors, iteration while it changes."""
from _collections import deque
import _collections
import copy
import sys
import weakref

def show(label, function):
    try:
        result = function()
    except BaseException as error:
        print(label, '->', type(error).__name__, '|', error)
    else:
        print(label, '->', result)

for args in [(), ([],), ('abc',), ('abc', 2), ('abc', 0), ('abc', None), ('abc', -1), ('abc', 'x'), ('abc', 1.5), (5,), ('a', 1, 2),
             ('abcdef', True), ('ab', 1 << 70)]:
    show(args, lambda: deque(*args))
for kwargs in [dict(iterable='ab'), dict(maxlen=3), dict(iterable='abc', maxlen=2), dict(bad=1), dict(maxlen=1, bad=2)]:
    show(kwargs, lambda: deque(**kwargs))
show('both', lambda: deque('abc', iterable='x'))
show('three', lambda: deque('abc', 1, maxlen=2))
d = deque()
sizes = []
for i in range(1000):
    d.append(i)
    sizes.append(sys.getsizeof(d))
print(sizes[::50], sorted(set(sizes))[:5])
d = deque()
for i in range(1000):
    d.appendleft(i)
    sizes[i] = sys.getsizeof(d)
print(sizes[::50])
for i in range(1000):
    d.pop() if i % 3 else d.popleft()
    sizes[i] = sys.getsizeof(d)
print(sizes[::50], d)
for n in [0, 1, 2, 3, 62, 63, 64, 65, 66, 127, 128, 129, 500]:
    print(n, sys.getsizeof(deque(range(n))), sys.getsizeof(deque(range(n)).copy()), sys.getsizeof(deque(range(n)) * 2),
          sys.getsizeof(deque(range(n), 100)))
base = deque(range(200))
for n in [0, 1, -1, 2, 5, 63, 64, 65, -64, 100, 101, 199, 200, 201, -350, 1 << 40]:
    e = base.copy()
    e.rotate(n)
    print(n, list(e)[:4], e[0], e[-1], e[50], e[150], sys.getsizeof(e))
show('rotate', lambda: base.rotate('x'))
show('rotate', lambda: base.rotate(1, 2))
show('rotate', lambda: base.rotate(1 << 70))
for n in range(0, 10):
    for index in [-12, -3, -1, 0, 1, 2, 4, 9, 15]:
        e = deque(range(n))
        e.insert(index, 'x')
        l = list(range(n))
        l.insert(index, 'x')
        assert list(e) == l, (n, index, e)
for args in [(), (1,), (1, 2, 3), ('a', 1), (1 << 70, 2)]:
    show(('insert', args), lambda: deque('abc').insert(*args))
show('full', lambda: deque('abc', 3).insert(1, 2))
for args in [(), ('b',), ('b', 2), ('b', -2), ('b', -2, -1), ('z',), ('b', 'x'), ('b', None), (1, 2, 3, 4), ('c', 1 << 70), ('a', -(1 << 70), 1 << 70)]:
    show(('index', args), lambda: deque('abcb').index(*args))
big = deque(range(300))
print([big.index(k) for k in (0, 33, 64, 150, 299)], big.index(200, 150), big.count(5), 299 in big, 300 in big)
for k in (0, 150, 299, 1):
    big.remove(k)
show('remove', lambda: big.remove(1))
print(len(big), big[0], big[149], big[-1])
for key in [0, -1, 5, -296, 296, 100, 'x', 1.5, slice(1, 2), 1 << 70]:
    show(('get', key), lambda: big[key])
    show(('set', key), lambda: big.__setitem__(key, 'new'))
    show(('del', key), lambda: big.__delitem__(key))
    print(len(big))
d = deque([1, 2])
for other in [[3], deque([3]), (3,), 'x', 5]:
    show(('add', other), lambda: d + other)
    show(('radd', other), lambda: other + d)
    e = d.copy()
    def iadd():
        global e
        e += other
        return e
    show(('iadd', other), iadd)
for n in [-1, 0, 1, 3, 'x', 1.5, 1 << 70]:
    show(('mul', n), lambda: d * n)
    show(('rmul', n), lambda: n * d)
    e = deque([7])
    def imul():
        global e
        e *= n
        return e
    show(('imul', n), imul)
print(deque([1, 2, 3], 4) * 3, deque([1], 5) * 9, deque([1, 2], 3) + deque([5, 6]), sys.getsizeof(deque([1]) * 1000))
print([a < b for a in (deque(), deque([1]), deque([1, 2]), deque([2])) for b in (deque([1]), deque([1, 3]), deque())])
print([(a == b, a != b, a <= b, a > b, a >= b) for a in (deque(), deque([1]), deque([1, 2])) for b in (deque([1]), deque([1, 2], 2))])
show('lt', lambda: deque() < [])
show('hash', lambda: hash(deque()))
d = deque('abc', 5)
d.append(d)
print(d)
print(d.maxlen, deque().maxlen)
show('maxlen', lambda: setattr(d, 'maxlen', 3))
show('attr', lambda: setattr(d, 'x', 3))
d = deque('abc')
d.extend(d); d.extendleft(d); print(d)
d.extendleft('xy'); print(d, d.reverse(), d)
show('pop', lambda: deque().pop())
show('popleft', lambda: deque().popleft())
show('append', lambda: d.append())
show('append', lambda: d.append(1, 2))
show('pop', lambda: d.pop(1))
show('extend', lambda: d.extend(5))
def gen():
    yield 1
    raise KeyError('inside')
show('extend', lambda: d.extend(gen()))
print(d)
d = deque('abcd')
def mutate():
    for x in d:
        d.append(x)
show('mutate', mutate)
it = iter(d); d.popleft(); show('next', lambda: next(it)); show('again', lambda: next(it, 'end'))
it = reversed(d); print(next(it), it.__length_hint__(), list(it), list(it), type(it), it.__length_hint__())
it = iter(d); next(it); print(it.__length_hint__(), it.__reduce__(), sys.getsizeof(it))
T = type(iter(d)); R = type(reversed(d))
for args in [(), (d,), (d, 2), (d, 20), (d, -1), ([],), (d, 'x'), (d, 1, 2)]:
    show(('iter', args), lambda: list(T(*args)))
    show(('rev', args), lambda: list(R(*args)))
print(T, R, T.__module__)
class Evil:
    def __init__(self, d, action):
        self.d, self.action = d, action
    def __eq__(self, other):
        self.action(self.d)
        return False
for action in [deque.clear, deque.pop, lambda d: d.append(1), lambda d: d.rotate(2)]:
    for method in ['index', 'count', 'remove', '__contains__']:
        d = deque(range(5)); d.appendleft(Evil(d, action))
        show(method, lambda: getattr(d, method)(99))
class Sub(deque):
    def __init__(self, items=(), maxlen=None, name='n'):
        super().__init__(items, maxlen)
        self.name = name
s = Sub('abc', 5)
print(s, s.copy(), type(s.copy()), s.__reduce__()[:3], s + deque([1]), type(s + deque([1])), s * 2, copy.copy(s), Sub('ab').copy())
print(deque('abc', 2).__reduce__()[:3], deque('abc').__reduce__()[:3], list(deque('ab').__reduce__()[3]))
print(copy.deepcopy(deque([[1], [2]], 3)))
class Bad(deque):
    def __new__(cls, *args):
        return 5 if args else deque.__new__(cls)
b = Bad(); show('copy', b.copy); show('copy', lambda: b + deque())
print(deque[int], deque.__class_getitem__((int, str)), deque.__doc__ is not None, deque.__hash__, deque.__module__, deque.__basicsize__)
r = weakref.ref(base); print(r() is base)
class Tell:
    def __init__(self, n): self.n = n
    def __del__(self): print('del', self.n)
d = deque((Tell(i) for i in range(4)), 2); print('made')
d.append(5); print('appended'); d.clear(); print('cleared')
d = deque([Tell(9)]); d[0] = 1; del d
match deque([1, 2, 3]):
    case [a, *rest]:
        print(a, rest)
print(sorted(n for n in dir(deque) if n not in dir(object)))
nested = deque()
for _ in range(50000):
    nested = deque([nested])
del nested
print('freed')
show('big', lambda: deque([1]) * (1 << 62) if False else None)
show('nomem', lambda: deque([1, 2]) * (1 << 62))
