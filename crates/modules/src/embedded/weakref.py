"""Weak references, and containers of them."""

import _weakref
from _weakref import ReferenceType, getweakrefcount, getweakrefs, ref

__all__ = ["ref", "getweakrefcount", "getweakrefs", "ReferenceType", "WeakKeyDictionary", "WeakValueDictionary",
           "WeakSet", "WeakMethod", "finalize"]

for _name in ("proxy", "ProxyType", "CallableProxyType"):
    if hasattr(_weakref, _name):
        globals()[_name] = getattr(_weakref, _name)
        __all__.append(_name)
del _name


class _Mapping:
    def __len__(self):
        return len(list(self.items()))

    def __iter__(self):
        return iter(list(self.keys()))

    def keys(self):
        for key, _ in self.items():
            yield key

    def values(self):
        for _, value in self.items():
            yield value

    def __contains__(self, key):
        return self.get(key, self) is not self

    def get(self, key, default=None):
        try:
            return self[key]
        except KeyError:
            return default

    def setdefault(self, key, default=None):
        if key not in self:
            self[key] = default
        return self[key]

    def update(self, other=(), /, **named):
        for key, value in dict(other, **named).items():
            self[key] = value

    def clear(self):
        self.data.clear()

    def __repr__(self):
        return f"<{self.__class__.__name__} at {id(self):#x}>"


class WeakValueDictionary(_Mapping):
    """A mapping that forgets values nobody else refers to."""

    def __init__(self, other=(), /, **named):
        self.data = {}
        self.update(other, **named)

    def __setitem__(self, key, value):
        data = self.data

        def forget(reference):
            if data.get(key) is reference:
                del data[key]

        data[key] = ref(value, forget)

    def __getitem__(self, key):
        value = self.data[key]()
        if value is None:
            raise KeyError(key)
        return value

    def __delitem__(self, key):
        del self.data[key]

    def items(self):
        for key, reference in list(self.data.items()):
            value = reference()
            if value is not None:
                yield key, value

    def pop(self, key, *default):
        if key in self:
            value = self[key]
            del self[key]
            return value
        if default:
            return default[0]
        raise KeyError(key)


class WeakKeyDictionary(_Mapping):
    """A mapping that forgets keys nobody else refers to."""

    def __init__(self, other=None):
        self.data = {}
        data = self.data

        def forget(reference):
            data.pop(reference, None)

        self._forget = forget
        if other is not None:
            self.update(other)

    def __setitem__(self, key, value):
        self.data[ref(key, self._forget)] = value

    def __getitem__(self, key):
        return self.data[ref(key)]

    def __delitem__(self, key):
        del self.data[ref(key)]

    def items(self):
        for reference, value in list(self.data.items()):
            key = reference()
            if key is not None:
                yield key, value


class WeakSet:
    """A set that forgets items nobody else refers to."""

    def __init__(self, data=None):
        self.data = set()
        references = self.data

        def forget(reference):
            references.discard(reference)

        self._forget = forget
        for item in data or ():
            self.add(item)

    def __iter__(self):
        for reference in list(self.data):
            item = reference()
            if item is not None:
                yield item

    def __len__(self):
        return len(list(iter(self)))

    def __contains__(self, item):
        try:
            return ref(item) in self.data
        except TypeError:
            return False

    def add(self, item):
        self.data.add(ref(item, self._forget))

    def remove(self, item):
        self.data.remove(ref(item))

    def discard(self, item):
        self.data.discard(ref(item))

    def clear(self):
        self.data.clear()


class WeakMethod(ref):
    """A weak reference to a bound method, alive as long as its instance."""

    __slots__ = "_function", "_type", "__weakref__"

    def __new__(cls, method, callback=None):
        self = ref.__new__(cls, method.__self__, callback)
        self._function = ref(method.__func__)
        self._type = type(method)
        return self

    def __call__(self):
        instance = ref.__call__(self)
        function = self._function()
        if instance is None or function is None:
            return None
        return self._type(function, instance)

    __hash__ = ref.__hash__


class finalize:
    """Calls a function when an object dies."""

    _alive = {}

    def __init__(self, obj, func, /, *args, **kwargs):
        self._call = func, args, kwargs
        finalize._alive[self] = ref(obj, lambda _: self())

    def __call__(self, _=None):
        if finalize._alive.pop(self, None) is None:
            return None
        func, args, kwargs = self._call
        return func(*args, **kwargs)

    def detach(self):
        reference = finalize._alive.pop(self, None)
        return None if reference is None else (reference(), *self._call)

    def peek(self):
        reference = finalize._alive.get(self)
        return None if reference is None else (reference(), *self._call)

    @property
    def alive(self):
        return self in finalize._alive
