"""Who holds what: reference counts and deaths around iterators, reuse of result tuples, re-entrance."""
import gc
import itertools as it
import sys
import weakref

class Thing:
    def __init__(self, name):
        self.name = name
    def __repr__(self):
        return f'<{self.name}>'
    def __del__(self):
        print('del', self.name)

x = object()
print(sys.getrefcount(x))
for make in [lambda: it.repeat(x), lambda: it.repeat(x, 3), lambda: it.chain([x], [x]), lambda: it.cycle([x]),
             lambda: it.product([x], [x]), lambda: it.permutations([x, x]), lambda: it.combinations([x, x], 1),
             lambda: it.combinations_with_replacement([x], 3), lambda: it.accumulate([x], lambda a, b: b, initial=x),
             lambda: it.zip_longest([x], [], fillvalue=x), lambda: it.count(), lambda: it.islice([x], 1),
             lambda: it.groupby([x]), lambda: it.tee([x])[0], lambda: it.pairwise([x, x]),
             lambda: it.starmap(lambda *a: x, [[x]]), lambda: it.compress([x], [x]), lambda: it.filterfalse(None, [x]),
             lambda: it.takewhile(lambda y: True, [x]), lambda: it.dropwhile(lambda y: False, [x])]:
    before = sys.getrefcount(x)
    made = make()
    during = sys.getrefcount(x)
    item = next(made, None)
    after = sys.getrefcount(x)
    del item
    dropped = sys.getrefcount(x)
    rest = list(it.islice(made, 3)) if not isinstance(made, it.groupby) else None
    more = sys.getrefcount(x)
    del rest, made
    print(during - before, after - before, dropped - before, more - before, sys.getrefcount(x) - before)
for make in [lambda: it.product('ab', 'cd'), lambda: it.permutations('abc', 2), lambda: it.combinations('abcd', 2),
             lambda: it.combinations_with_replacement('ab', 2), lambda: it.zip_longest('abc', 'de')]:
    made = make()
    ids = [id(item) for item in made]
    print(len(ids), len(set(ids)) == 1)
    kept = list(make())
    print(len(set(map(id, kept))) == len(kept))
chained = it.chain([Thing('a')], [Thing('b')])
print('first', next(chained))
print('second', next(chained))
print('end', next(chained, None))
cyc = it.cycle([Thing('c')])
print(next(cyc), next(cyc))
del cyc
grouped = it.groupby([Thing('g')])
key, group = next(grouped)
print(key)
del key, grouped
print(list(group))
del group
one, two = it.tee(Thing(f't{i}') for i in range(3))
print(next(one), next(one))
print(next(two))
del one
print(next(two))
del two
ref = weakref.ref(it.tee([1])[0])
print(ref())
t = it.tee([1])[0]
ref = weakref.ref(t, lambda r: print('gone'))
print(ref() is t)
del t
for ty in ['chain', 'count', 'repeat', 'cycle']:
    try:
        weakref.ref(getattr(it, ty)([1]) if ty != 'count' else it.count())
    except TypeError as error:
        print(error)
class C(it.chain):
    pass
c = C([1], [2])
c.attribute = c
w = weakref.ref(c)
del c
print(gc.collect() > 0, w())
holder = []
p = it.chain(holder)
holder.append(p)
print(gc.is_tracked(p), gc.get_referents(it.repeat(holder))[0] is holder)
try:
    next(p)
except BaseException as error:
    print(type(error).__name__)
class Again:
    def __init__(self):
        self.made = it.tee(self)[0]
    def __iter__(self):
        return self
    def __next__(self):
        return next(self.made)
try:
    next(Again().made)
except RuntimeError as error:
    print(error)
deep = iter([1])
for _ in range(2000):
    deep = it.chain([0], deep)
try:
    print(sum(deep))
except RecursionError as error:
    print(error)
many, other = it.tee(range(100000))
for _ in many:
    pass
del many, other
print('done')
