"""Recipes over itertools, operator and collections together."""
from itertools import (accumulate, chain, combinations, compress, count, cycle, dropwhile, filterfalse, groupby, islice,
                       pairwise, permutations, product, repeat, starmap, takewhile, tee, zip_longest)
from collections import Counter, OrderedDict, defaultdict, deque
from functools import cmp_to_key, lru_cache, partial, reduce
import operator

def take(n, iterable): return list(islice(iterable, n))
def tail(n, iterable): return iter(deque(iterable, maxlen=n))
def consume(iterator, n=None):
    if n is None: deque(iterator, maxlen=0)
    else: next(islice(iterator, n, n), None)
def nth(iterable, n, default=None): return next(islice(iterable, n, None), default)
def all_equal(iterable):
    g = groupby(iterable)
    return next(g, True) and not next(g, False)
def quantify(iterable, predicate=bool): return sum(map(predicate, iterable))
def ncycles(iterable, n): return chain.from_iterable(repeat(tuple(iterable), n))
def sliding(iterable, n):
    it = iter(iterable)
    window = deque(islice(it, n - 1), maxlen=n)
    for x in it:
        window.append(x)
        yield tuple(window)
def grouper(iterable, n, fillvalue=None): return zip_longest(*[iter(iterable)] * n, fillvalue=fillvalue)
def partition(predicate, iterable):
    a, b = tee(iterable)
    return list(filterfalse(predicate, a)), list(filter(predicate, b))
def powerset(iterable):
    s = list(iterable)
    return chain.from_iterable(combinations(s, r) for r in range(len(s) + 1))
def unique(iterable, key=None):
    seen = set()
    for x in iterable:
        k = x if key is None else key(x)
        if k not in seen:
            seen.add(k)
            yield x
def roundrobin(*iterables):
    active = len(iterables)
    nexts = cycle(iter(it).__next__ for it in iterables)
    while active:
        try:
            for step in nexts:
                yield step()
        except StopIteration:
            active -= 1
            nexts = cycle(islice(nexts, active))
def sieve(n):
    data = bytearray((0, 1)) * (n // 2)
    data[:3] = 0, 0, 0
    limit = int(n ** .5) + 1
    for p in compress(range(limit), data):
        data[p * p:n:p + p] = bytes(len(range(p * p, n, p + p)))
    data[2] = 1
    return compress(range(n), data) if n > 2 else iter([])
print(take(5, count(10, 3)), list(tail(3, 'abcdefg')), nth(range(10), 4), nth([], 4, 'none'), all_equal('aaaa'), all_equal('aab'), all_equal(''))
it = iter(range(10)); consume(it, 3); print(next(it)); consume(it); print(next(it, 'end'))
print(quantify([1, 0, 2, '']), list(ncycles('ab', 3)), list(sliding('abcde', 3)), list(grouper('abcdefg', 3, 'x')), partition(lambda x: x % 2, range(10)))
print(list(powerset([1, 2, 3])), list(unique('AAAABBBCCDAABBB')), list(unique('ABBcCAD', str.lower)), list(roundrobin('ABC', 'D', 'EF')), list(sieve(60)))
print(list(accumulate([3, 1, 4, 1, 5], max)), list(accumulate(repeat(1, 5), lambda t, _: t * 2)), reduce(operator.mul, range(1, 30)), list(starmap(pow, zip(range(1, 6), cycle([2, 3])))))
text = 'it was the best of times it was the worst of times it was the age of wisdom'.split()
index = defaultdict(list)
for position, word in enumerate(text): index[word].append(position)
print(dict(index), Counter(text).most_common(3), {k: len(list(g)) for k, g in groupby(sorted(text, key=len), key=len)})
print([(k, ''.join(g)) for k, g in groupby('aaabbbccaa')], list(takewhile(lambda x: x < 5, [1, 4, 6, 4])), list(dropwhile(lambda x: x < 5, [1, 4, 6, 4])), list(pairwise('abcd')))
print([''.join(p) for p in permutations('abc')], len(list(product('ab', repeat=8))), sum(1 for _ in permutations(range(6), 4)))
print(sorted(['b10', 'a2', 'a10', 'b2'], key=cmp_to_key(lambda a, b: (a[0] > b[0]) - (a[0] < b[0]) or int(a[1:]) - int(b[1:]))))
class LRU(OrderedDict):
    def __init__(self, size): super().__init__(); self.size = size
    def __getitem__(self, key):
        value = super().__getitem__(key); self.move_to_end(key); return value
    def __setitem__(self, key, value):
        super().__setitem__(key, value)
        if len(self) > self.size: self.popitem(last=False)
cache = LRU(3)
for k in 'abcad': cache[k] = k.upper()
cache['b' if 'b' in cache else 'c']; cache['e'] = 1; print(list(cache), list(cache.values()))
graph = {1: [2, 3], 2: [4], 3: [4, 5], 4: [6], 5: [6], 6: []}
def shortest(start, goal):
    queue, seen = deque([[start]]), {start}
    while queue:
        path = queue.popleft()
        if path[-1] == goal: return path
        for n in graph[path[-1]]:
            if n not in seen: seen.add(n); queue.append(path + [n])
print(shortest(1, 6))
@lru_cache(None)
def ways(n, coins=(1, 5, 10, 25, 50)): return 1 if n == 0 else 0 if n < 0 or not coins else ways(n, coins[:-1]) + ways(n - coins[-1], coins)
print(ways(100), ways.cache_info())
rows = [dict(n='x', v=3), dict(n='y', v=1), dict(n='x', v=2)]
print(sorted(rows, key=operator.itemgetter('n', 'v')), list(map(operator.itemgetter('v'), rows)), [(k, sum(r['v'] for r in g)) for k, g in groupby(sorted(rows, key=operator.itemgetter('n')), operator.itemgetter('n'))])
pipeline = reduce(lambda f, g: lambda x: g(f(x)), [partial(operator.add, 1), partial(operator.mul, 3), str, operator.methodcaller('zfill', 5)]); print(pipeline(6))
