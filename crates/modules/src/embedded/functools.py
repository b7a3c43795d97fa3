"""Functions of functions."""

__all__ = ["WRAPPER_ASSIGNMENTS", "WRAPPER_UPDATES", "cache", "cached_property", "cmp_to_key", "lru_cache", "partial",
           "partialmethod", "reduce", "total_ordering", "update_wrapper", "wraps"]

WRAPPER_ASSIGNMENTS = ("__module__", "__name__", "__qualname__", "__doc__", "__annotations__")
WRAPPER_UPDATES = ("__dict__",)

_MISSING = object()


def update_wrapper(wrapper, wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    """Gives a wrapper the name, doc and attributes of what it wraps."""
    for name in assigned:
        value = getattr(wrapped, name, _MISSING)
        if value is not _MISSING:
            setattr(wrapper, name, value)
    for name in updated:
        getattr(wrapper, name).update(getattr(wrapped, name, {}))
    wrapper.__wrapped__ = wrapped
    return wrapper


def wraps(wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    """The decorator form of update_wrapper."""
    return lambda wrapper: update_wrapper(wrapper, wrapped, assigned, updated)


def reduce(function, iterable, initial=_MISSING, /):
    """Combines the items of an iterable from left to right."""
    items = iter(iterable)
    if initial is _MISSING:
        try:
            initial = next(items)
        except StopIteration:
            raise TypeError("reduce() of empty iterable with no initial value") from None
    for item in items:
        initial = function(initial, item)
    return initial


class partial:
    """A function with some arguments given."""

    def __new__(cls, func, /, *args, **keywords):
        if not callable(func):
            raise TypeError("the first argument must be callable")
        if type(func) is partial:
            args = func.args + args
            keywords = {**func.keywords, **keywords}
            func = func.func
        self = super().__new__(cls)
        self.func = func
        self.args = args
        self.keywords = keywords
        return self

    def __call__(self, /, *args, **keywords):
        return self.func(*self.args, *args, **{**self.keywords, **keywords})

    def __repr__(self):
        parts = [repr(self.func)]
        parts += map(repr, self.args)
        parts += [f"{name}={value!r}" for name, value in self.keywords.items()]
        return f"functools.partial({', '.join(parts)})"


class partialmethod:
    """A method with some arguments given."""

    def __init__(self, func, /, *args, **keywords):
        self.func = func
        self.args = args
        self.keywords = keywords

    def __get__(self, instance, owner=None):
        bound = self.func.__get__(instance, owner)
        return partial(bound, *self.args, **self.keywords)


def cmp_to_key(mycmp):
    """Makes a sort key of a comparison function."""

    class K:
        __slots__ = ("obj",)

        def __init__(self, obj):
            self.obj = obj

        def __lt__(self, other):
            return mycmp(self.obj, other.obj) < 0

        def __gt__(self, other):
            return mycmp(self.obj, other.obj) > 0

        def __eq__(self, other):
            return mycmp(self.obj, other.obj) == 0

        def __le__(self, other):
            return mycmp(self.obj, other.obj) <= 0

        def __ge__(self, other):
            return mycmp(self.obj, other.obj) >= 0

        __hash__ = None

    return K


def lru_cache(maxsize=128, typed=False):
    """Remembers the results of a function's latest calls."""
    if callable(maxsize):
        return _cached(maxsize, 128, False)
    if maxsize is not None and maxsize < 0:
        maxsize = 0
    return lambda function: _cached(function, maxsize, typed)


def cache(user_function, /):
    """Remembers all results of a function."""
    return _cached(user_function, None, False)


def _cached(function, maxsize, typed):
    from collections import namedtuple

    info = namedtuple("CacheInfo", ["hits", "misses", "maxsize", "currsize"])
    results = {}
    counts = [0, 0]

    def key_of(args, kwargs):
        key = args + (_MISSING,) + tuple(kwargs.items()) if kwargs else args
        if typed:
            key += tuple(map(type, args)) + tuple(map(type, kwargs.values()))
        return key

    def wrapper(*args, **kwargs):
        key = key_of(args, kwargs)
        result = results.get(key, _MISSING)
        if result is not _MISSING:
            counts[0] += 1
            if maxsize is not None:
                del results[key]
                results[key] = result
            return result
        counts[1] += 1
        result = function(*args, **kwargs)
        if maxsize != 0:
            results[key] = result
            if maxsize is not None and len(results) > maxsize:
                del results[next(iter(results))]
        return result

    def cache_clear():
        results.clear()
        counts[:] = [0, 0]

    wrapper.cache_info = lambda: info(counts[0], counts[1], maxsize, len(results))
    wrapper.cache_clear = cache_clear
    wrapper.cache_parameters = lambda: {"maxsize": maxsize, "typed": typed}
    return update_wrapper(wrapper, function)


class cached_property:
    """A property computed once for each instance."""

    def __init__(self, func):
        self.func = func
        self.attrname = None
        self.__doc__ = func.__doc__

    def __set_name__(self, owner, name):
        self.attrname = name

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        value = instance.__dict__.get(self.attrname, _MISSING)
        if value is _MISSING:
            value = instance.__dict__[self.attrname] = self.func(instance)
        return value


_ORDERINGS = {
    "__lt__": lambda self, other: type(self).__lt__(self, other),
    "__le__": lambda self, other: type(self).__le__(self, other),
    "__gt__": lambda self, other: type(self).__gt__(self, other),
    "__ge__": lambda self, other: type(self).__ge__(self, other),
}


def total_ordering(cls):
    """Fills in the comparisons that a class lacks from one that it has."""
    roots = [name for name in _ORDERINGS if getattr(cls, name, None) is not getattr(object, name)]
    if not roots:
        raise ValueError("must define at least one ordering operation: < > <= >=")
    root = max(roots)
    strict = root in ("__lt__", "__gt__")
    base = getattr(cls, root)

    def compare(swapped, inclusive):
        def method(self, other):
            result = base(self, other)
            if result is NotImplemented:
                return result
            if not swapped:
                if strict == (not inclusive):
                    return result
                return (result or self == other) if inclusive else (result and self != other)
            if strict:
                return not result if inclusive else (not result and self != other)
            return not result if not inclusive else (not result or self == other)

        return method

    less = root in ("__lt__", "__le__")
    for name in _ORDERINGS:
        if name in roots:
            continue
        method = compare((name in ("__lt__", "__le__")) != less, name in ("__le__", "__ge__"))
        method.__name__ = name
        setattr(cls, name, method)
    return cls
