"""Context variables: values that belong to a context and not to a place in the program."""


class _Missing:
    def __repr__(self):
        return "<Token.MISSING>"


_missing = _Missing()
_nothing = object()


class Context:
    """A mapping of context variables to their values."""

    def __new__(cls, *args, **kwargs):
        if args or kwargs:
            raise TypeError("Context() does not accept any arguments")
        self = object.__new__(cls)
        self._values = {}
        self._outer = None
        self._entered = False
        return self

    def run(self, callable, /, *args, **kwargs):
        """Call with this context as the current one."""
        global _current
        if self._entered:
            raise RuntimeError(f"cannot enter context: {self!r} is already entered")
        outer, _current = _current, self
        self._entered = True
        try:
            return callable(*args, **kwargs)
        finally:
            _current = outer
            self._entered = False

    def copy(self):
        """A shallow copy."""
        made = Context()
        made._values = dict(self._values)
        return made

    def __getitem__(self, var):
        _check(var)
        return self._values[var]

    def __contains__(self, var):
        _check(var)
        return var in self._values

    def __iter__(self):
        return iter(self._values)

    def __len__(self):
        return len(self._values)

    def __eq__(self, other):
        if not isinstance(other, Context):
            return NotImplemented
        return self._values == other._values

    __hash__ = None

    def get(self, var, default=None, /):
        """The value of a variable, or the default."""
        _check(var)
        return self._values.get(var, default)

    def keys(self):
        """All variables."""
        return self._values.keys()

    def values(self):
        """All values."""
        return self._values.values()

    def items(self):
        """All variables with their values."""
        return self._values.items()


def _check(var):
    if type(var) is not ContextVar:
        raise TypeError(f"a ContextVar key was expected, got {var!r}")


class ContextVar:
    """A variable of contexts."""

    __slots__ = "_name", "_default", "__weakref__"

    def __new__(cls, name, /, *, default=_nothing):
        if not isinstance(name, str):
            raise TypeError("context variable name must be a str")
        self = object.__new__(cls)
        self._name = name
        self._default = default
        return self

    def __class_getitem__(cls, item):
        return type(list[int])(cls, item)

    @property
    def name(self):
        return self._name

    def get(self, default=_nothing, /):
        """The value in the current context."""
        found = _current._values.get(self, _nothing)
        if found is not _nothing:
            return found
        if default is not _nothing:
            return default
        if self._default is not _nothing:
            return self._default
        raise LookupError(self)

    def set(self, value, /):
        """Set the value in the current context; what is returned can undo it."""
        token = object.__new__(Token)
        token._context = _current
        token._var = self
        token._old = _current._values.get(self, _missing)
        token._used = False
        _current._values[self] = value
        return token

    def reset(self, token, /):
        """Set the variable back to what it was before `set` gave the token."""
        if type(token) is not Token:
            raise TypeError(f"expected an instance of Token, got {token!r}")
        if token._used:
            raise RuntimeError(f"{token!r} has already been used once")
        if token._var is not self:
            raise ValueError(f"{token!r} was created by a different ContextVar")
        if token._context is not _current:
            raise ValueError(f"{token!r} was created in a different Context")
        token._used = True
        if token._old is _missing:
            del _current._values[self]
        else:
            _current._values[self] = token._old

    def __repr__(self):
        default = "" if self._default is _nothing else f" default={self._default!r}"
        return f"<ContextVar name={self._name!r}{default} at {id(self):#x}>"


class Token:
    """What undoes a `ContextVar.set`."""

    __slots__ = "_context", "_var", "_old", "_used"
    MISSING = _missing

    def __new__(cls, *args, **kwargs):
        raise RuntimeError("Tokens can only be created by ContextVars")

    def __class_getitem__(cls, item):
        return type(list[int])(cls, item)

    @property
    def var(self):
        return self._var

    @property
    def old_value(self):
        return self._old

    def __repr__(self):
        used = " used" if self._used else ""
        return f"<Token{used} var={self._var!r} at {id(self):#x}>"


_current = Context()


def copy_context():
    """A copy of the current context."""
    return _current.copy()
