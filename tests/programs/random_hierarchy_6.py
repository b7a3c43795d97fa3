print('# hierarchy')
class Meta1(type):
    def __new__(mcls, name, bases, ns, **kw):
        print('new', name, [b.__name__ for b in bases], sorted(k for k in ns if k[:2] != '__'), kw)
        return super().__new__(mcls, name, bases, ns)
    def __init__(cls, name, bases, ns, **kw):
        super().__init__(name, bases, ns)
        print('init', cls.__name__, sorted(kw))
    def __getattr__(cls, name): return f'{cls.__name__}?{name}'
    @property
    def tag(cls): return cls.__name__.lower()
    def mro(cls):
        found = super().mro()
        print('mro of', cls.__name__)
        return found
try:
    class C2(metaclass=Meta1):
        value = 41
        def chain(self):
            below = getattr(super(), 'chain', lambda: [])
            return ['C2'] + below()
        @property
        def prop(self): return getattr(self, '_prop', 6)
        @prop.setter
        def prop(self, new):
            self._prop = new * 2
        @prop.deleter
        def prop(self): print('deleted')
        class Field:
            def __set_name__(self, owner, name): self.name = '_' + name; print('named', owner.__name__, name)
            def __get__(self, one, owner=None): return self.name if one is None else one.__dict__.get(self.name, 'unset')
            def __set__(self, one, new):
                if new == -1: raise ValueError('no')
                one.__dict__[self.name] = new
        field = Field()
        def __getattr__(self, name):
            if name[0] == '_': raise AttributeError(name)
            return 'dynamic ' + name
except Exception as error:
    print('no', 'C2', type(error).__name__, error)
    C2 = None
if C2 is not None:
    print(C2.__name__, C2.__qualname__, [c.__name__ for c in C2.__mro__], C2.__bases__ == ())
try:
    class C3(C2):
        value = 95
        def method(self, n=2):
            return 'C3', n, self.value
        def chain(self):
            below = getattr(super(), 'chain', lambda: [])
            return ['C3'] + below()
        @property
        def prop(self): return getattr(self, '_prop', 4)
        @prop.setter
        def prop(self, new):
            self._prop = new * 2
        @prop.deleter
        def prop(self): print('deleted')
        class Field:
            def __set_name__(self, owner, name): self.name = '_' + name; print('named', owner.__name__, name)
            def __get__(self, one, owner=None): return self.name if one is None else one.__dict__.get(self.name, 'unset')
            def __set__(self, one, new):
                if new == -1: raise ValueError('no')
                one.__dict__[self.name] = new
        field = Field()
        registry = []
        def __init_subclass__(cls, flag=None, **kw):
            super().__init_subclass__(**kw)
            print('subclass', cls.__name__, 'of', 'C3', flag)
        def __repr__(self): return 'C3' + '!'
except Exception as error:
    print('no', 'C3', type(error).__name__, error)
    C3 = None
if C3 is not None:
    print(C3.__name__, C3.__qualname__, [c.__name__ for c in C3.__mro__], C3.__bases__ == ())
try:
    class C4(C3):
        value = 73
        def method(self, n=1):
            return 'C4', n, __class__.__name__
        @classmethod
        def made(cls, n): return cls.__name__, n, 'C4'
        @property
        def prop(self): return getattr(self, '_prop', 5)
        @prop.setter
        def prop(self, new):
            self._prop = new * 2
        @prop.deleter
        def prop(self): print('deleted')
        registry = []
        def __init_subclass__(cls, flag=None, **kw):
            super().__init_subclass__(**kw)
            print('subclass', cls.__name__, 'of', 'C4', flag)
        def __setattr__(self, name, new):
            print('set', name)
            object.__setattr__(self, name, new)
except Exception as error:
    print('no', 'C4', type(error).__name__, error)
    C4 = None
if C4 is not None:
    print(C4.__name__, C4.__qualname__, [c.__name__ for c in C4.__mro__], C4.__bases__ == ())
if C2 is not None:
    try:
        o5 = C2()
        try:
            print(setattr(o5, 'value', 5), o5.value)
        except Exception as error:
            print(type(error).__name__, error)
        try:
            print(o5 == o5, o5 != 3)
        except Exception as error:
            print(type(error).__name__, error)
    except Exception as error:
        print('made no', 'C2', type(error).__name__, error)
if C3 is not None:
    try:
        o6 = C3(0)
        try:
            print(list(C3))
        except Exception as error:
            print(type(error).__name__, error)
        try:
            print(len(C3))
        except Exception as error:
            print(type(error).__name__, error)
        try:
            print(isinstance(o6, C3 or int))
        except Exception as error:
            print(type(error).__name__, error)
        try:
            print(o6 == o6, o6 != 3)
        except Exception as error:
            print(type(error).__name__, error)
    except Exception as error:
        print('made no', 'C3', type(error).__name__, error)
if C4 is not None:
    try:
        o7 = C4()
        try:
            print(o7 == o7, o7 != 3)
        except Exception as error:
            print(type(error).__name__, error)
        try:
            print(o7.method(2))
        except Exception as error:
            print(type(error).__name__, error)
        try:
            print(setattr(o7, 'field', 's'), o7.field)
        except Exception as error:
            print(type(error).__name__, error)
    except Exception as error:
        print('made no', 'C4', type(error).__name__, error)
