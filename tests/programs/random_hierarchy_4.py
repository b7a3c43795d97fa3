print('# hierarchy')
try:
    class C1():
        def method(self, n=4):
            return 'C1', n, self.value
        def chain(self):
            below = getattr(super(), 'chain', lambda: [])
            return ['C1'] + below()
        @classmethod
        def made(cls, n): return cls.__name__, n, 'C1'
        @property
        def prop(self): return getattr(self, '_prop', 3)
        @prop.setter
        def prop(self, new):
            self._prop = new * 2
        class Field:
            def __set_name__(self, owner, name): self.name = '_' + name; print('named', owner.__name__, name)
            def __get__(self, one, owner=None): return self.name if one is None else one.__dict__.get(self.name, 'unset')
            def __set__(self, one, new):
                if new == -1: raise ValueError('no')
                one.__dict__[self.name] = new
        field = Field()
        def __getattribute__(self, name):
            found = object.__getattribute__(self, name)
            return found if name[0] == '_' or callable(found) else ('got', found)
        def __repr__(self): return 'C1' + '!'
except Exception as error:
    print('no', 'C1', type(error).__name__, error)
    C1 = None
if C1 is not None:
    print(C1.__name__, C1.__qualname__, [c.__name__ for c in C1.__mro__], C1.__bases__ == ())
try:
    class C2(C1):
        value = 34
        mark = 1
        def method(self, n=3):
            return 'C2', n, self.value
        @classmethod
        def made(cls, n): return cls.__name__, n, 'C2'
        registry = []
        def __init_subclass__(cls, flag=None, **kw):
            super().__init_subclass__(**kw)
            print('subclass', cls.__name__, 'of', 'C2', flag)
except Exception as error:
    print('no', 'C2', type(error).__name__, error)
    C2 = None
if C2 is not None:
    print(C2.__name__, C2.__qualname__, [c.__name__ for c in C2.__mro__], C2.__bases__ == ())
try:
    class C3(list):
        def __init__(self, *args):
            print('init of', 'C3', args)
            super().__init__()
        def chain(self):
            below = getattr(super(), 'chain', lambda: [])
            return ['C3'] + below()
        @classmethod
        def made(cls, n): return cls.__name__, n, 'C3'
        def __getattr__(self, name):
            if name[0] == '_': raise AttributeError(name)
            return 'dynamic ' + name
except Exception as error:
    print('no', 'C3', type(error).__name__, error)
    C3 = None
if C3 is not None:
    print(C3.__name__, C3.__qualname__, [c.__name__ for c in C3.__mro__], C3.__bases__ == ())
try:
    class C4(C2, flag=0):
        mark = 1
        __slots__ = ('value',)
        def method(self, n=3):
            return 'C4', n, __class__.__name__
        def chain(self):
            below = getattr(super(), 'chain', lambda: [])
            return ['C4'] + below()
        @staticmethod
        def fixed(n): return n * 3
        @property
        def prop(self): return getattr(self, '_prop', 7)
        @prop.setter
        def prop(self, new):
            self._prop = new * 2
        def __setattr__(self, name, new):
            print('set', name)
            object.__setattr__(self, name, new)
        def __eq__(self, other): return type(self) is type(other)
except Exception as error:
    print('no', 'C4', type(error).__name__, error)
    C4 = None
if C4 is not None:
    print(C4.__name__, C4.__qualname__, [c.__name__ for c in C4.__mro__], C4.__bases__ == ())
try:
    class C5(C3, flag=1):
        value = 19
        mark = 1
        __slots__ = ('value',)
        def method(self, n=3):
            return 'C5', n, self.value
        @classmethod
        def made(cls, n): return cls.__name__, n, 'C5'
        @property
        def prop(self): return getattr(self, '_prop', 0)
        @prop.deleter
        def prop(self): print('deleted')
        class Field:
            def __set_name__(self, owner, name): self.name = '_' + name; print('named', owner.__name__, name)
            def __get__(self, one, owner=None): return self.name if one is None else one.__dict__.get(self.name, 'unset')
        field = Field()
        def __str__(self): return 'C5' + '!'
except Exception as error:
    print('no', 'C5', type(error).__name__, error)
    C5 = None
if C5 is not None:
    print(C5.__name__, C5.__qualname__, [c.__name__ for c in C5.__mro__], C5.__bases__ == ())
try:
    class C6(C3, C1):
        value = 44
        def method(self, n=4):
            return 'C6', n, type(self).__name__
        def chain(self):
            below = getattr(super(), 'chain', lambda: [])
            return ['C6'] + below()
        class Field:
            def __set_name__(self, owner, name): self.name = '_' + name; print('named', owner.__name__, name)
            def __get__(self, one, owner=None): return self.name if one is None else one.__dict__.get(self.name, 'unset')
            def __set__(self, one, new):
                if new == -1: raise ValueError('no')
                one.__dict__[self.name] = new
        field = Field()
        def __eq__(self, other): return True
        def __hash__(self): return 7
        def __str__(self): return 'C6' + '!'
except Exception as error:
    print('no', 'C6', type(error).__name__, error)
    C6 = None
if C6 is not None:
    print(C6.__name__, C6.__qualname__, [c.__name__ for c in C6.__mro__], C6.__bases__ == ())
if C1 is not None:
    try:
        o7 = C1()
        try:
            print(o7.tag)
        except Exception as error:
            print(type(error).__name__, error)
        try:
            print(o7.missing)
        except Exception as error:
            print(type(error).__name__, error)
        try:
            print(C1.registry)
        except Exception as error:
            print(type(error).__name__, error)
        try:
            print(o7.made(1))
        except Exception as error:
            print(type(error).__name__, error)
        try:
            print(o7.method())
        except Exception as error:
            print(type(error).__name__, error)
    except Exception as error:
        print('made no', 'C1', type(error).__name__, error)
if C2 is not None:
    try:
        o8 = C2()
        try:
            print(o8.missing)
        except Exception as error:
            print(type(error).__name__, error)
        try:
            print(list(C2))
        except Exception as error:
            print(type(error).__name__, error)
        try:
            print(C2.fixed(4))
        except Exception as error:
            print(type(error).__name__, error)
        try:
            print(o8 == o8, o8 != 3)
        except Exception as error:
            print(type(error).__name__, error)
    except Exception as error:
        print('made no', 'C2', type(error).__name__, error)
if C3 is not None:
    try:
        o9 = C3()
        try:
            print(o9.made(1))
        except Exception as error:
            print(type(error).__name__, error)
        try:
            print(issubclass(C3, C4 or int))
        except Exception as error:
            print(type(error).__name__, error)
        try:
            print(o9.missing)
        except Exception as error:
            print(type(error).__name__, error)
    except Exception as error:
        print('made no', 'C3', type(error).__name__, error)
if C5 is not None:
    try:
        o10 = C5(1, 2)
        try:
            print(o10 == o10, o10 != 3)
        except Exception as error:
            print(type(error).__name__, error)
        try:
            print(o10.cached)
        except Exception as error:
            print(type(error).__name__, error)
        try:
            print(o10.made(1))
        except Exception as error:
            print(type(error).__name__, error)
        try:
            print(issubclass(C5, C2 or int))
        except Exception as error:
            print(type(error).__name__, error)
        try:
            print(o10.cached)
        except Exception as error:
            print(type(error).__name__, error)
    except Exception as error:
        print('made no', 'C5', type(error).__name__, error)
