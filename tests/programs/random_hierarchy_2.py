print('# hierarchy')
class Meta1(type):
    def __new__(mcls, name, bases, ns, **kw):
        print('new', name, [b.__name__ for b in bases], sorted(k for k in ns if k[:2] != '__'), kw)
        return super().__new__(mcls, name, bases, ns)
    def __init__(cls, name, bases, ns, **kw):
        super().__init__(name, bases, ns)
        print('init', cls.__name__, sorted(kw))
    @classmethod
    def __prepare__(mcls, name, bases, **kw):
        print('prepare', name, kw)
        return {'prepared': name}
    def __call__(cls, *args, **kw):
        print('call', cls.__name__, args)
        return super().__call__(*args, **kw)
    def __instancecheck__(cls, one): return hasattr(one, 'mark') and cls.__name__[-1] in '02468'
    def mro(cls):
        found = super().mro()
        print('mro of', cls.__name__)
        return found
try:
    class C2(metaclass=Meta1):
        value = 30
        def __init__(self, *args):
            print('init of', 'C2', args)
            self.args = args
        registry = []
        def __init_subclass__(cls, flag=None, **kw):
            super().__init_subclass__(**kw)
            print('subclass', cls.__name__, 'of', 'C2', flag)
        def __setattr__(self, name, new):
            print('set', name)
            object.__setattr__(self, name, new)
except Exception as error:
    print('no', 'C2', type(error).__name__, error)
    C2 = None
if C2 is not None:
    print(C2.__name__, C2.__qualname__, [c.__name__ for c in C2.__mro__], C2.__bases__ == ())
try:
    class C3(metaclass=Meta1):
        __slots__ = ('value',)
        def __init__(self, *args):
            print('init of', 'C3', args)
            self.args = args
        def method(self, n=3):
            return 'C3', n, super().method(n + 1)
        @classmethod
        def made(cls, n): return cls.__name__, n, 'C3'
        @property
        def prop(self): return getattr(self, '_prop', 2)
        class Field:
            def __set_name__(self, owner, name): self.name = '_' + name; print('named', owner.__name__, name)
            def __get__(self, one, owner=None): return self.name if one is None else one.__dict__.get(self.name, 'unset')
        field = Field()
        def __bool__(self): return False
except Exception as error:
    print('no', 'C3', type(error).__name__, error)
    C3 = None
if C3 is not None:
    print(C3.__name__, C3.__qualname__, [c.__name__ for c in C3.__mro__], C3.__bases__ == ())
if C2 is not None:
    try:
        o4 = C2(4)
        try:
            print(C2.fixed(4))
        except Exception as error:
            print(type(error).__name__, error)
        try:
            print(C2.fixed(4))
        except Exception as error:
            print(type(error).__name__, error)
    except Exception as error:
        print('made no', 'C2', type(error).__name__, error)
