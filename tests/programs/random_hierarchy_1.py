print('# hierarchy')
class Meta1(type):
    def __new__(mcls, name, bases, ns, **kw):
        print('new', name, [b.__name__ for b in bases], sorted(k for k in ns if k[:2] != '__'), kw)
        return super().__new__(mcls, name, bases, ns)
    def __init__(cls, name, bases, ns, **kw):
        super().__init__(name, bases, ns)
        print('init', cls.__name__, sorted(kw))
    @property
    def tag(cls): return cls.__name__.lower()
try:
    class C2(metaclass=Meta1):
        value = 88
        __slots__ = 'single'
        def __init__(self, *args):
            print('init of', 'C2', args)
            self.value = args
        def method(self, n=1):
            return 'C2', n, n * 2
        def chain(self):
            below = getattr(super(), 'chain', lambda: [])
            return ['C2'] + below()
        @classmethod
        def made(cls, n): return cls.__name__, n, 'C2'
        def __getattribute__(self, name):
            found = object.__getattribute__(self, name)
            return found if name[0] == '_' or callable(found) else ('got', found)
        def __repr__(self): return 'C2' + '!'
except Exception as error:
    print('no', 'C2', type(error).__name__, error)
    C2 = None
if C2 is not None:
    print(C2.__name__, C2.__qualname__, [c.__name__ for c in C2.__mro__], C2.__bases__ == ())
try:
    class C3(C2):
        def __init__(self, *args):
            print('init of', 'C3', args)
            super().__init__()
        def method(self, n=1):
            return 'C3', n, self.value
        def chain(self):
            below = getattr(super(), 'chain', lambda: [])
            return ['C3'] + below()
        def __bool__(self): return False
        def __class_getitem__(cls, item): return cls.__name__, item
except Exception as error:
    print('no', 'C3', type(error).__name__, error)
    C3 = None
if C3 is not None:
    print(C3.__name__, C3.__qualname__, [c.__name__ for c in C3.__mro__], C3.__bases__ == ())
try:
    class C4(C3, C2):
        __slots__ = ()
        def method(self, n=0):
            return 'C4', n, n * 2
        @classmethod
        def made(cls, n): return cls.__name__, n, 'C4'
        def __setattr__(self, name, new):
            print('set', name)
            object.__setattr__(self, name, new)
except Exception as error:
    print('no', 'C4', type(error).__name__, error)
    C4 = None
if C4 is not None:
    print(C4.__name__, C4.__qualname__, [c.__name__ for c in C4.__mro__], C4.__bases__ == ())
try:
    class C5(C2, C4):
        def method(self, n=2):
            return 'C5', n, self.value
        def chain(self):
            below = getattr(super(), 'chain', lambda: [])
            return ['C5'] + below()
        @staticmethod
        def fixed(n): return n * 3
except Exception as error:
    print('no', 'C5', type(error).__name__, error)
    C5 = None
if C5 is not None:
    print(C5.__name__, C5.__qualname__, [c.__name__ for c in C5.__mro__], C5.__bases__ == ())
if C2 is not None:
    try:
        o6 = C2(1, 2)
        try:
            print(hash(o6) == hash(o6))
        except Exception as error:
            print(type(error).__name__, error)
        try:
            print(o6.missing)
        except Exception as error:
            print(type(error).__name__, error)
        try:
            print(setattr(o6, 'prop', 9), o6.prop)
        except Exception as error:
            print(type(error).__name__, error)
        try:
            print(hash(o6) == hash(o6))
        except Exception as error:
            print(type(error).__name__, error)
        try:
            print(o6.made(1))
        except Exception as error:
            print(type(error).__name__, error)
    except Exception as error:
        print('made no', 'C2', type(error).__name__, error)
if C4 is not None:
    try:
        o7 = C4()
        try:
            print(o7.chain())
        except Exception as error:
            print(type(error).__name__, error)
        try:
            print(isinstance(o7, C5 or int))
        except Exception as error:
            print(type(error).__name__, error)
    except Exception as error:
        print('made no', 'C4', type(error).__name__, error)
if C5 is not None:
    try:
        o8 = C5()
        try:
            print(o8.fixed(2))
        except Exception as error:
            print(type(error).__name__, error)
        try:
            print(o8.made(1))
        except Exception as error:
            print(type(error).__name__, error)
    except Exception as error:
        print('made no', 'C5', type(error).__name__, error)
