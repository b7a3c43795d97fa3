"""Every iterator of itertools with good and bad arguments: results, errors, repr, size, pickling protocol."""
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

def take(iterable, n=12):
    out = []
    for item in iterable:
        out.append(item)
        if len(out) == n:
            break
    return out

class Odd:
    def __init__(self, n):
        self.n = n
    def __getitem__(self, i):
        if i < self.n:
            return i * 10
        raise IndexError

class Stops:
    def __iter__(self):
        return self
    def __next__(self):
        raise StopIteration('value')

class Fails:
    def __init__(self, good=0):
        self.good = good
    def __iter__(self):
        return self
    def __next__(self):
        if self.good:
            self.good -= 1
            return self.good
        raise ZeroDivisionError('fails')

names = ['accumulate', 'chain', 'combinations', 'combinations_with_replacement', 'compress', 'count', 'cycle',
         'dropwhile', 'filterfalse', 'groupby', 'islice', 'pairwise', 'permutations', 'product', 'repeat', 'starmap',
         'takewhile', 'tee', 'zip_longest', '_tee', '_tee_dataobject', '_grouper']
arguments = [(), (1,), ([],), ([1, 2, 3],), ('abc', 2), (None, [0, 1, 2]), ([3, 1], [1, 0]), (operator.add, [(1, 2)]),
             (lambda x: x < 2, [1, 2, 1]), ([1, 2, 3], operator.mul), (2, 3), (1.5, 0.5), ('abcdef', 1, 5, 2),
             ('abc', -1), ('abc', None), ('abc', 'x'), (1, 2, 3), (1, 2, 3, 4, 5), (Odd(3),), (Odd(3), 2), (Stops(),),
             (None, Stops()), (Fails(),), (Fails(2), 1), (None, Fails(2)), ('ab', 1 << 70), ('ab', -(1 << 70)), (1 << 70,),
             (1, 1 << 70), ([1], True), (b'ab', 2), ({1: 2}, 1), (range(4), 0)]
for name in names:
    for index, args in enumerate(arguments):
        def run():
            made = getattr(it, name)(*args)
            if name == 'tee':
                return [take(part) for part in made]
            if name == 'groupby':
                return [(k, list(g)) for k, g in take(made)]
            return take(made)
        show(f'{name} {index}', run)
keywords = [dict(repeat=2), dict(repeat=-1), dict(repeat='x'), dict(key=len), dict(initial=5), dict(func=operator.mul),
            dict(fillvalue=0), dict(r=2), dict(start=3), dict(step=2), dict(times=2), dict(selectors=[1, 0, 1]),
            dict(data=[1]), dict(iterable=[1, 2]), dict(object=1), dict(n=3), dict(bad=1), dict(fillvalue=0, bad=1),
            dict(start=1, step=1, bad=2), dict(object='x', times=3), dict(times=-2, object=0)]
for name in names:
    for index, kwargs in enumerate(keywords):
        for args in [(), (['ab', 'c', 'def'],)]:
            def run():
                made = getattr(it, name)(*args, **kwargs)
                if name == 'groupby':
                    return [(k, list(g)) for k, g in take(made)]
                return take(made)
            show(f'{name} {len(args)} {kwargs}', run)
for value in [Stops(), Fails()]:
    for made in [it.takewhile(bool, value), it.dropwhile(bool, value), it.filterfalse(None, value),
                 it.compress(value, value), it.starmap(max, value), it.chain(value), it.cycle(value),
                 it.islice(value, 3), it.accumulate(value), it.zip_longest(value, [1]), it.pairwise(value)]:
        show(type(made).__name__, lambda: next(made))
        show(type(made).__name__, lambda: next(made, 'end'))
for ty in [getattr(it, name) for name in names if isinstance(getattr(it, name), type)]:
    print(ty, ty.__name__, ty.__qualname__, ty.__module__, ty.__basicsize__, ty.__flags__ & (1 << 10), ty.__text_signature__,
          sorted(name for name in vars(ty) if name != '__doc__'))
    try:
        class Sub(ty):
            pass
        print(Sub.__mro__)
    except TypeError as error:
        print(error)
