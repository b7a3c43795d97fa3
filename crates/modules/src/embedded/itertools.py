"""Iterators made of other iterators."""

__all__ = ["accumulate", "chain", "combinations", "combinations_with_replacement", "compress", "count", "cycle",
           "dropwhile", "filterfalse", "groupby", "islice", "pairwise", "permutations", "product", "repeat", "starmap",
           "takewhile", "tee", "zip_longest"]


class _Iterator:
    """An iterator over what a generator yields."""

    def __iter__(self):
        return self

    def __next__(self):
        return next(self._items)


class count(_Iterator):
    def __init__(self, start=0, step=1):
        self._next = start
        self._step = step

    def __next__(self):
        value = self._next
        self._next = value + self._step
        return value

    def __repr__(self):
        return f"count({self._next!r})" if self._step == 1 else f"count({self._next!r}, {self._step!r})"


class repeat(_Iterator):
    def __init__(self, object, times=None):
        self._object = object
        self._left = None if times is None else max(times, 0)

    def __next__(self):
        if self._left is not None:
            if self._left == 0:
                raise StopIteration
            self._left -= 1
        return self._object

    def __length_hint__(self):
        if self._left is None:
            raise TypeError("len() of unsized object")
        return self._left

    def __repr__(self):
        return f"repeat({self._object!r})" if self._left is None else f"repeat({self._object!r}, {self._left})"


class chain(_Iterator):
    def __init__(self, *iterables):
        self._items = (item for iterable in iterables for item in iterable)

    @classmethod
    def from_iterable(cls, iterables):
        made = cls()
        made._items = (item for iterable in iterables for item in iterable)
        return made


class cycle(_Iterator):
    def __init__(self, iterable):
        self._items = self._cycle(iter(iterable))

    def _cycle(self, iterator):
        saved = []
        for item in iterator:
            yield item
            saved.append(item)
        while saved:
            yield from saved


class islice(_Iterator):
    def __init__(self, iterable, *bounds):
        if not 1 <= len(bounds) <= 3:
            raise TypeError(f"islice expected at most 4 arguments, got {len(bounds) + 1}")
        limits = slice(*bounds)
        for value, what in ((limits.start, "Indices"), (limits.stop, "Stop argument")):
            if value is not None and (not isinstance(value, int) or value < 0):
                raise ValueError(f"{what} for islice() must be None or an integer: 0 <= x <= sys.maxsize.")
        if limits.step is not None and limits.step < 1:
            raise ValueError("Step for islice() must be a positive integer or None.")
        self._items = self._slice(iter(iterable), limits.start or 0, limits.stop, limits.step or 1)

    def _slice(self, iterator, start, stop, step):
        position = 0
        wanted = start
        while stop is None or position < stop:
            if stop is not None and wanted >= stop:
                # What lies before the stop is consumed all the same.
                for _ in range(stop - position):
                    if next(iterator, self) is self:
                        break
                return
            try:
                item = next(iterator)
            except StopIteration:
                return
            if position == wanted:
                yield item
                wanted += step
            position += 1


class accumulate(_Iterator):
    def __init__(self, iterable, func=None, *, initial=None):
        self._items = self._accumulate(iter(iterable), func or (lambda a, b: a + b), initial)

    def _accumulate(self, iterator, func, total):
        if total is None:
            try:
                total = next(iterator)
            except StopIteration:
                return
        yield total
        for item in iterator:
            total = func(total, item)
            yield total


class starmap(_Iterator):
    def __init__(self, function, iterable):
        self._items = (function(*arguments) for arguments in iterable)


class takewhile(_Iterator):
    def __init__(self, predicate, iterable):
        self._items = self._take(predicate, iter(iterable))

    def _take(self, predicate, iterator):
        for item in iterator:
            if not predicate(item):
                return
            yield item


class dropwhile(_Iterator):
    def __init__(self, predicate, iterable):
        self._items = self._drop(predicate, iter(iterable))

    def _drop(self, predicate, iterator):
        for item in iterator:
            if not predicate(item):
                yield item
                break
        yield from iterator


class filterfalse(_Iterator):
    def __init__(self, function, iterable):
        keep = bool if function is None else function
        self._items = (item for item in iterable if not keep(item))


class compress(_Iterator):
    def __init__(self, data, selectors):
        self._items = (item for item, selected in zip(data, selectors) if selected)


class pairwise(_Iterator):
    def __init__(self, iterable):
        self._items = self._pairs(iter(iterable))

    def _pairs(self, iterator):
        for before in iterator:
            for item in iterator:
                yield before, item
                before = item


class zip_longest(_Iterator):
    def __init__(self, *iterables, fillvalue=None):
        self._items = self._zip([iter(iterable) for iterable in iterables], fillvalue)

    def _zip(self, iterators, fillvalue):
        finished = object()
        while iterators:
            row = [next(iterator, finished) for iterator in iterators]
            if all(item is finished for item in row):
                return
            yield tuple(fillvalue if item is finished else item for item in row)


class product(_Iterator):
    def __init__(self, *iterables, repeat=1):
        pools = [tuple(iterable) for iterable in iterables] * repeat
        self._items = self._product(pools)

    def _product(self, pools):
        if not all(pools):
            return
        places = [0] * len(pools)
        while True:
            yield tuple(pool[place] for pool, place in zip(pools, places))
            for index in reversed(range(len(pools))):
                places[index] += 1
                if places[index] < len(pools[index]):
                    break
                places[index] = 0
            else:
                return


def _chosen(pool, places):
    return tuple(pool[place] for place in places)


class combinations(_Iterator):
    def __init__(self, iterable, r):
        if r < 0:
            raise ValueError("r must be non-negative")
        self._items = self._combine(tuple(iterable), r)

    def _combine(self, pool, r):
        n = len(pool)
        if r > n:
            return
        places = list(range(r))
        while True:
            yield _chosen(pool, places)
            for index in reversed(range(r)):
                if places[index] != index + n - r:
                    break
            else:
                return
            places[index:] = range(places[index] + 1, places[index] + 1 + r - index)


class combinations_with_replacement(_Iterator):
    def __init__(self, iterable, r):
        if r < 0:
            raise ValueError("r must be non-negative")
        self._items = self._combine(tuple(iterable), r)

    def _combine(self, pool, r):
        n = len(pool)
        if not n and r:
            return
        places = [0] * r
        while True:
            yield _chosen(pool, places)
            for index in reversed(range(r)):
                if places[index] != n - 1:
                    break
            else:
                return
            places[index:] = [places[index] + 1] * (r - index)


class permutations(_Iterator):
    def __init__(self, iterable, r=None):
        pool = tuple(iterable)
        if r is not None and r < 0:
            raise ValueError("r must be non-negative")
        self._items = self._permute(pool, len(pool) if r is None else r)

    def _permute(self, pool, r):
        n = len(pool)
        if r > n:
            return
        order = list(range(n))
        rounds = list(range(n, n - r, -1))
        yield _chosen(pool, order[:r])
        while n:
            for index in reversed(range(r)):
                rounds[index] -= 1
                if rounds[index] == 0:
                    order[index:] = order[index + 1:] + order[index:index + 1]
                    rounds[index] = n - index
                else:
                    other = n - rounds[index]
                    order[index], order[other] = order[other], order[index]
                    yield _chosen(pool, order[:r])
                    break
            else:
                return


class groupby(_Iterator):
    def __init__(self, iterable, key=None):
        self._iterator = iter(iterable)
        self._key = key if key is not None else lambda item: item
        self._end = self._current = self._wanted = object()
        self._item = None
        self._group = None

    def _advance(self):
        self._item = next(self._iterator)
        self._current = self._key(self._item)

    def __next__(self):
        self._group = group = object()
        while self._current is self._wanted or self._current == self._wanted:
            self._advance()
        self._wanted = self._current
        return self._current, self._members(self._current, group)

    def _members(self, wanted, group):
        while self._group is group and self._current == wanted:
            yield self._item
            try:
                self._advance()
            except StopIteration:
                self._current = self._end = object()
                self._wanted = self._current
                return


def tee(iterable, n=2):
    """Several iterators over one iterable."""
    if n < 0:
        raise ValueError("n must be >= 0")
    iterator = iter(iterable)
    waiting = [[] for _ in range(n)]

    def branch(own):
        while True:
            if not own:
                try:
                    item = next(iterator)
                except StopIteration:
                    return
                for other in waiting:
                    other.append(item)
            yield own.pop(0)

    return tuple(branch(own) for own in waiting)
