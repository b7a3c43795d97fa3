"""The methods that abstract containers give for nothing."""
from collections import abc
import collections.abc
print(abc is collections.abc, abc.Sequence is collections.abc.Sequence)

def show(label, function):
    try:
        result = function()
    except BaseException as error:
        print(label, '->', type(error).__name__, '|', error)
    else:
        print(label, '->', result)

class Bits(abc.Set):
    def __init__(self, items=()): self.value = sum({1 << i for i in items})
    def __contains__(self, i): return bool(self.value >> i & 1)
    def __iter__(self): return (i for i in range(self.value.bit_length()) if i in self)
    def __len__(self): return self.value.bit_count()
    def __repr__(self): return f'Bits({list(self)})'
    def __hash__(self): return self._hash()
a, b = Bits([1, 2, 3]), Bits([2, 3, 4])
print(a & b, a | b, a - b, a ^ b, a <= b, Bits([1]) < a, a >= Bits(), a == Bits([3, 2, 1]), a != b, a.isdisjoint(Bits([9])), a & [1, 9], [1, 7] | a, [1, 7] - a, {1, 2, 3} == a, a == {1, 2, 3}, hash(a) == hash(frozenset([1, 2, 3])))
show('le', lambda: a <= 5); show('and', lambda: a & 5)
class MBits(Bits, abc.MutableSet):
    def add(self, i): self.value |= 1 << i
    def discard(self, i): self.value &= ~(1 << i)
m = MBits([1, 5]); m.add(7); m.discard(9); m.remove(1); print(m, m.pop(), m)
show('remove', lambda: m.remove(99)); m |= [1, 2]; m &= [1, 7, 9]; m ^= [7, 8]; m -= [1]; print(m); m.clear(); print(m); show('pop', m.pop)
class Countdown(abc.Sequence):
    def __init__(self, n): self.n = n
    def __len__(self): return self.n
    def __getitem__(self, i):
        if isinstance(i, slice): return [self[j] for j in range(*i.indices(self.n))]
        if i < 0: i += self.n
        if not 0 <= i < self.n: raise IndexError(i)
        return self.n - i
c = Countdown(5); print(list(c), 3 in c, 9 in c, list(reversed(c)), c.index(2), c.index(2, 1, 5), c.count(1), c[1:3], isinstance(c, abc.Reversible), c[-1])
show('index', lambda: c.index(99)); show('index', lambda: c.index(5, 1)); show('index', lambda: c.index(1, -2))
class L(abc.MutableSequence):
    def __init__(self, items=()): self.items = list(items)
    def __len__(self): return len(self.items)
    def __getitem__(self, i): return self.items[i]
    def __setitem__(self, i, v): self.items[i] = v
    def __delitem__(self, i): del self.items[i]
    def insert(self, i, v): self.items.insert(i, v)
l = L('ab'); l.append('c'); l.extend('de'); l += 'f'; l.reverse(); print(l.items, l.pop(), l.pop(0), l.items); l.remove('c'); l.extend(l); print(l.items); l.clear(); print(l.items); show('pop', l.pop); show('remove', lambda: l.remove(1))
class D(abc.MutableMapping):
    def __init__(self, **kw): self.d = kw
    def __getitem__(self, k): return self.d[k]
    def __setitem__(self, k, v): self.d[k] = v
    def __delitem__(self, k): del self.d[k]
    def __iter__(self): return iter(self.d)
    def __len__(self): return len(self.d)
    def __repr__(self): return f'D({self.d})'
d = D(a=1, b=2); print(d.keys(), d.items(), d.values(), 'a' in d, d.get('z', 0), d.pop('a'), d.pop('z', 'default'), d.setdefault('c', 3), d.popitem(), d == {'c': 3}, d == D(c=3), d != 5)
show('pop', lambda: d.pop('z')); d.update({'x': 1}, y=2); d.update([('z', 3)]); d.update(D(w=0)); print(d, d.keys() & {'x', 'q'}, d.keys() | {'new'} == set(d) | {'new'}, ('x', 1) in d.items(), 3 in d.values(), len(d.items()), list(d.values()), d.items() - {('x', 1)} == set(d.items()) - {('x', 1)}); d.clear(); print(d); show('popitem', d.popitem); show('reversed', lambda: reversed(d)); show('hash', lambda: hash(d))
for name in ['Sized', 'Iterator', 'Mapping', 'MutableSequence', 'Callable', 'Awaitable', 'Generator', 'Hashable', 'Container', 'Collection', 'Coroutine', 'AsyncIterator']:
    show(name, getattr(abc, name))
class It(abc.Iterator):
    def __next__(self): raise StopIteration
print(list(It()), iter(It()) is not None)
class G(abc.Generator):
    def __init__(self): self.n = 0
    def send(self, v):
        self.n += 1
        if self.n > 3: raise StopIteration
        return self.n
    def throw(self, typ, val=None, tb=None): return super().throw(typ, val, tb)
print(list(G()), next(G())); g = G(); g.close(); show('throw', lambda: g.throw(KeyError('k'))); show('throw', lambda: g.throw(KeyError))
class Quack:
    def __len__(self): return 0
    def __iter__(self): return iter(())
    def __contains__(self, x): return False
    __reversed__ = None
    __hash__ = None
print([n for n in ['Sized', 'Iterable', 'Container', 'Collection', 'Reversible', 'Hashable', 'Callable', 'Sequence'] if isinstance(Quack(), getattr(abc, n))])
async def coro(): pass
async def agen(): yield
co = coro(); print(isinstance(co, abc.Coroutine), isinstance(co, abc.Awaitable), isinstance(agen(), abc.AsyncGenerator), isinstance((x for x in ()), abc.Generator), issubclass(zip, abc.Iterator), issubclass(type({}.items()), abc.ItemsView)); co.close()
print(abc.Iterable[int], abc.Iterable.__mro__, issubclass(bytes, abc.ByteString), sorted(abc.__all__)[:5], len(abc.__all__))
