"""Reduce, setstate, copy and sizes of the iterators of itertools at every step."""
import copy
import itertools as it
import operator
import sys

def show(label, function):
    try:
        result = function()
    except BaseException as error:
        print(label, '->', type(error).__name__, '|', error)
    else:
        print(label, '->', result)

def plain(x):
    if isinstance(x, tuple):
        return tuple(plain(y) for y in x)
    if isinstance(x, list):
        return [plain(y) for y in x]
    if isinstance(x, (int, str, float, type(None))):
        return x
    return type(x).__name__ if not isinstance(x, type) else 'class ' + x.__name__

def pred(x):
    return x < 3

makers = {
    'accumulate': lambda: it.accumulate([1, 2, 3]),
    'accumulate2': lambda: it.accumulate([1, 2, 3], operator.mul),
    'accumulate3': lambda: it.accumulate([1, 2, 3], operator.mul, initial=7),
    'accumulate4': lambda: it.accumulate([1, 2, 3], lambda a, b: None),
    'chain': lambda: it.chain([1, 2], 'ab', ()),
    'chain.from_iterable': lambda: it.chain.from_iterable([[1, 2], 'ab']),
    'combinations': lambda: it.combinations('abcd', 2),
    'combinations0': lambda: it.combinations('abcd', 0),
    'combinations9': lambda: it.combinations('abcd', 9),
    'cwr': lambda: it.combinations_with_replacement('abc', 2),
    'cwr0': lambda: it.combinations_with_replacement('', 2),
    'compress': lambda: it.compress([1, 2, 3], [1, 0, 1]),
    'count': lambda: it.count(5),
    'count2': lambda: it.count(5, 2),
    'count3': lambda: it.count(1.5, .25),
    'count4': lambda: it.count(sys.maxsize - 2),
    'count5': lambda: it.count(10, -1),
    'cycle': lambda: it.cycle([1, 2, 3]),
    'dropwhile': lambda: it.dropwhile(pred, [1, 2, 3, 1]),
    'takewhile': lambda: it.takewhile(pred, [1, 2, 3, 1]),
    'filterfalse': lambda: it.filterfalse(pred, [1, 2, 3, 1, 5]),
    'groupby': lambda: it.groupby([1, 1, 2, 3, 3]),
    'groupby2': lambda: it.groupby([1, 1, 2, 3, 3], pred),
    'islice': lambda: it.islice('abcdef', 1, 5, 2),
    'islice2': lambda: it.islice('abcdef', 3),
    'islice3': lambda: it.islice('abcdef', 1, None, 3),
    'pairwise': lambda: it.pairwise([1, 2, 3]),
    'permutations': lambda: it.permutations('abc'),
    'permutations2': lambda: it.permutations('abc', 2),
    'permutations0': lambda: it.permutations('', 0),
    'product': lambda: it.product('ab', [1, 2]),
    'product2': lambda: it.product([0, 1], repeat=3),
    'product0': lambda: it.product(),
    'product00': lambda: it.product('ab', ''),
    'repeat': lambda: it.repeat('x', 4),
    'repeat2': lambda: it.repeat('x'),
    'starmap': lambda: it.starmap(pow, [(2, 3), [3, 2], 'x']),
    'tee': lambda: it.tee([1, 2, 3])[0],
    'zip_longest': lambda: it.zip_longest('abc', [1], [], fillvalue=9),
}
for name, make in makers.items():
    made = make()
    for step in range(10):
        show(f'{name} {step} reduce', lambda: plain(made.__reduce__()))
        print(name, step, sys.getsizeof(made), repr(made) if hasattr(type(made), '__length_hint__') or 'count' in name else '')
        if name not in ('tee',):
            show(f'{name} copy', lambda: list(it.islice(copy.copy(make()), 7)))
        show(f'{name} next', lambda: next(made))
        if name.startswith('groupby'):
            pass
print('rebuilt')
for name, make in makers.items():
    for steps in range(5):
        made = make()
        for _ in range(steps):
            try:
                next(made, None)
            except Exception as error:
                print(name, error)
        def rebuild():
            parts = made.__reduce__()
            new = parts[0](*parts[1])
            if len(parts) > 2:
                new.__setstate__(parts[2])
            return [plain(x) for x in it.islice(new, 6)]
        show(f'{name} {steps}', rebuild)
states = [None, 1, 0, -1, 'x', (), (1,), (1, 2), (1, 2, 3), ([], 1), ((0, 0, 0), (1, 1, 1)), ((2, 1, 0), (3, 2)), (9, 9), (0, 1),
          (-5, 7), 1 << 70, (1 << 70, 0), 1.5, (iter([1]), iter([2])), (iter([5]),), ([1, 2], 1), ([1, 2], 1.5), ('a', 'b')]
for name, make in makers.items():
    for index, state in enumerate(states):
        if name == 'cwr0':
            continue
        made = make()
        def run():
            made.__setstate__(state)
            return [plain(x) for x in it.islice(made, 5)]
        if hasattr(made, '__setstate__'):
            show(f'{name} setstate {index}', run)
a, b = it.tee(iter(range(200)))
print([next(a) for _ in range(150)][-3:])
print(plain(a.__reduce__())[2][1], plain(b.__reduce__()))
c = copy.copy(b)
print(sum(b), sum(c), sum(a), type(a), sys.getsizeof(a), sys.getsizeof(a.__reduce__()[2][0]))
cls, args, state = a.__reduce__()
print(cls, args, type(state[0]))
link = state[0]
print(plain(link.__reduce__()))
show('tdo', lambda: it._tee_dataobject(iter([1]), [1, 2], None))
show('tdo', lambda: it._tee_dataobject(iter([1]), [1] * 58, None))
show('tdo', lambda: it._tee_dataobject(iter([1]), [1], 5))
show('tdo', lambda: it._tee_dataobject(iter([1]), [1] * 57, 5))
show('tee', lambda: it.tee([1], -1))
show('tee', lambda: it.tee([1], 0))
show('tee', lambda: it.tee(5))
show('tee', lambda: [list(x) for x in it.tee('abc', 3)])
