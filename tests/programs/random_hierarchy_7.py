print('# hierarchy')
try:
    class C1():
        value = 55
        @classmethod
        def made(cls, n): return cls.__name__, n, 'C1'
        @property
        def prop(self): return getattr(self, '_prop', 7)
        @prop.setter
        def prop(self, new):
            self._prop = new * 2
        @prop.deleter
        def prop(self): print('deleted')
except Exception as error:
    print('no', 'C1', type(error).__name__, error)
    C1 = None
if C1 is not None:
    print(C1.__name__, C1.__qualname__, [c.__name__ for c in C1.__mro__], C1.__bases__ == ())
try:
    class C2(C1):
        value = 10
        mark = 1
        __slots__ = ()
        def method(self, n=2):
            return 'C2', n, __class__.__name__
        @classmethod
        def made(cls, n): return cls.__name__, n, 'C2'
        registry = []
        def __init_subclass__(cls, flag=None, **kw):
            super().__init_subclass__(**kw)
            print('subclass', cls.__name__, 'of', 'C2', flag)
        def __getattr__(self, name):
            if name[0] == '_': raise AttributeError(name)
            return 'dynamic ' + name
        def __class_getitem__(cls, item): return cls.__name__, item
except Exception as error:
    print('no', 'C2', type(error).__name__, error)
    C2 = None
if C2 is not None:
    print(C2.__name__, C2.__qualname__, [c.__name__ for c in C2.__mro__], C2.__bases__ == ())
try:
    class C3(C2, C1, flag=3):
        value = 12
        __slots__ = ()
        def __init__(self, *args):
            print('init of', 'C3', args)
            self.args = args
        def method(self, n=2):
            return 'C3', n, n * 2
        def __class_getitem__(cls, item): return cls.__name__, item
except Exception as error:
    print('no', 'C3', type(error).__name__, error)
    C3 = None
if C3 is not None:
    print(C3.__name__, C3.__qualname__, [c.__name__ for c in C3.__mro__], C3.__bases__ == ())
try:
    class C4(C1, C2):
        value = 48
        mark = 1
        def __init__(self, *args):
            print('init of', 'C4', args)
            super().__init__(*args)
        def method(self, n=0):
            return 'C4', n, n * 2
        def chain(self):
            below = getattr(super(), 'chain', lambda: [])
            return ['C4'] + below()
        @classmethod
        def made(cls, n): return cls.__name__, n, 'C4'
        @staticmethod
        def fixed(n): return n * 3
        def __eq__(self, other): return type(self) is type(other)
        def __repr__(self): return 'C4' + '!'
except Exception as error:
    print('no', 'C4', type(error).__name__, error)
    C4 = None
if C4 is not None:
    print(C4.__name__, C4.__qualname__, [c.__name__ for c in C4.__mro__], C4.__bases__ == ())
try:
    class C5(C4, C1, C2):
        value = 19
        mark = 1
        def method(self, n=2):
            return 'C5', n, self.value
        @staticmethod
        def fixed(n): return n * 3
        def __eq__(self, other): return True
except Exception as error:
    print('no', 'C5', type(error).__name__, error)
    C5 = None
if C5 is not None:
    print(C5.__name__, C5.__qualname__, [c.__name__ for c in C5.__mro__], C5.__bases__ == ())
try:
    class C6(C4):
        def __init__(self, *args):
            print('init of', 'C6', args)
            super().__init__(*args)
        def method(self, n=3):
            return 'C6', n, type(self).__name__
        @property
        def prop(self): return getattr(self, '_prop', 1)
        @prop.setter
        def prop(self, new):
            self._prop = new * 2
        @prop.deleter
        def prop(self): print('deleted')
except Exception as error:
    print('no', 'C6', type(error).__name__, error)
    C6 = None
if C6 is not None:
    print(C6.__name__, C6.__qualname__, [c.__name__ for c in C6.__mro__], C6.__bases__ == ())
if C1 is not None:
    try:
        o7 = C1(1)
        try:
            print(o7.__slots__)
        except Exception as error:
            print(type(error).__name__, error)
        try:
            print(C1.tag)
        except Exception as error:
            print(type(error).__name__, error)
        try:
            print(o7.fixed(2))
        except Exception as error:
            print(type(error).__name__, error)
        try:
            print(list(C1))
        except Exception as error:
            print(type(error).__name__, error)
        try:
            print(bool(o7))
        except Exception as error:
            print(type(error).__name__, error)
        try:
            print(o7.tag)
        except Exception as error:
            print(type(error).__name__, error)
    except Exception as error:
        print('made no', 'C1', type(error).__name__, error)
if C3 is not None:
    try:
        o8 = C3()
        try:
            print(o8.fixed(2))
        except Exception as error:
            print(type(error).__name__, error)
        try:
            print(o8.prop)
        except Exception as error:
            print(type(error).__name__, error)
        try:
            print(list(C3))
        except Exception as error:
            print(type(error).__name__, error)
    except Exception as error:
        print('made no', 'C3', type(error).__name__, error)
if C4 is not None:
    try:
        o9 = C4()
        try:
            print(o9.made(1))
        except Exception as error:
            print(type(error).__name__, error)
        try:
            print(o9.value)
        except Exception as error:
            print(type(error).__name__, error)
        try:
            print(issubclass(C4, C3 or int))
        except Exception as error:
            print(type(error).__name__, error)
        try:
            print(delattr(o9, 'value'))
        except Exception as error:
            print(type(error).__name__, error)
        try:
            print(isinstance(o9, C5 or int))
        except Exception as error:
            print(type(error).__name__, error)
    except Exception as error:
        print('made no', 'C4', type(error).__name__, error)
