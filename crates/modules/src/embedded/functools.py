"""Functions of functions."""

from _functools import _lru_cache_wrapper, cmp_to_key, partial, reduce
from abc import get_cache_token
from collections import namedtuple

__all__ = ["WRAPPER_ASSIGNMENTS", "WRAPPER_UPDATES", "cache", "cached_property", "cmp_to_key", "lru_cache", "partial",
           "partialmethod", "reduce", "singledispatch", "singledispatchmethod", "total_ordering", "update_wrapper",
           "wraps"]

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


class partialmethod:
    """A method with some arguments given."""

    def __init__(self, func, /, *args, **keywords):
        self.func = func
        self.args = args
        self.keywords = keywords

    def __get__(self, instance, owner=None):
        bound = self.func.__get__(instance, owner)
        if bound is not self.func:
            return partial(bound, *self.args, **self.keywords)

        def method(cls_or_self, /, *args, **keywords):
            return self.func(cls_or_self, *self.args, *args, **{**self.keywords, **keywords})

        return method.__get__(instance, owner)


_CacheInfo = namedtuple("CacheInfo", ["hits", "misses", "maxsize", "currsize"])


def lru_cache(maxsize=128, typed=False):
    """Remembers the results of a function's latest calls."""
    if callable(maxsize) and isinstance(typed, bool):
        return _cached(maxsize, 128, typed)
    if isinstance(maxsize, int):
        maxsize = max(maxsize, 0)
    elif maxsize is not None:
        raise TypeError("Expected first argument to be an integer, a callable, or None")
    return lambda user_function: _cached(user_function, maxsize, typed)


def cache(user_function, /):
    """Remembers all results of a function."""
    return lru_cache(maxsize=None)(user_function)


def _cached(function, maxsize, typed):
    wrapper = _lru_cache_wrapper(function, maxsize, typed, _CacheInfo)
    wrapper.cache_parameters = lambda: {"maxsize": maxsize, "typed": typed}
    return update_wrapper(wrapper, function)


class cached_property:
    """A property computed once for each instance."""

    def __init__(self, func):
        self.func = func
        self.attrname = None
        self.__doc__ = func.__doc__

    def __set_name__(self, owner, name):
        if self.attrname is None:
            self.attrname = name
        elif name != self.attrname:
            raise TypeError(
                "Cannot assign the same cached_property to two different names "
                f"({self.attrname!r} and {name!r})."
            )

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        if self.attrname is None:
            raise TypeError("Cannot use cached_property instance without calling __set_name__ on it.")
        try:
            content = instance.__dict__
        except AttributeError:
            raise TypeError(
                f"No '__dict__' attribute on {type(instance).__name__!r} instance to cache {self.attrname!r} property."
            ) from None
        value = content.get(self.attrname, _MISSING)
        if value is _MISSING:
            value = content[self.attrname] = self.func(instance)
        return value

    __class_getitem__ = classmethod(type(list[int]))


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


def singledispatch(func):
    """A function that is another one for each type of its first argument."""
    registry = {object: func}
    remembered = {}
    token = None

    def dispatch(cls):
        nonlocal token
        if token != get_cache_token():
            token = get_cache_token()
            remembered.clear()
        if cls not in remembered:
            remembered[cls] = registry.get(cls) or _most_special(cls, registry)
        return remembered[cls]

    def register(cls, func=None):
        if func is None:
            if isinstance(cls, type):
                return lambda func: register(cls, func)
            func = cls
            hints = getattr(func, "__annotations__", {})
            if not hints:
                raise TypeError(
                    f"Invalid first argument to `register()`: {cls!r}. Use either `@register(some_class)` or plain "
                    "`@register` on an annotated function."
                )
            name, cls = next(iter(hints.items()))
            if not isinstance(cls, type):
                raise TypeError(f"Invalid annotation for {name!r}. {cls!r} is not a class.")
        registry[cls] = func
        remembered.clear()
        return func

    def wrapper(*args, **kw):
        if not args:
            raise TypeError(f"{name} requires at least 1 positional argument")
        return dispatch(args[0].__class__)(*args, **kw)

    name = getattr(func, "__name__", "singledispatch function")
    wrapper.register = register
    wrapper.dispatch = dispatch
    wrapper.registry = registry
    wrapper._clear_cache = remembered.clear
    return update_wrapper(wrapper, func)


# The function of the first class in the MRO, or else of the narrowest abstract class, that is registered.
def _most_special(cls, registry):
    for base in cls.__mro__[:-1]:
        if base in registry:
            return registry[base]
    found = [candidate for candidate in registry if candidate is not object and issubclass(cls, candidate)]
    narrowest = [one for one in found if not any(other is not one and issubclass(other, one) for other in found)]
    if len(narrowest) > 1:
        raise RuntimeError(f"Ambiguous dispatch: {narrowest[0]} or {narrowest[1]}")
    return registry[narrowest[0] if narrowest else object]


class singledispatchmethod:
    """A method that is another one for each type of its first argument."""

    def __init__(self, func):
        if not callable(func) and not hasattr(func, "__get__"):
            raise TypeError(f"{func!r} is not callable or a descriptor")
        self.dispatcher = singledispatch(func)
        self.func = func

    def register(self, cls, method=None):
        return self.dispatcher.register(cls, func=method)

    def __get__(self, instance, owner=None):
        def method(*args, **kwargs):
            return self.dispatcher.dispatch(args[0].__class__).__get__(instance, owner)(*args, **kwargs)

        method.register = self.register
        return update_wrapper(method, self.func)
