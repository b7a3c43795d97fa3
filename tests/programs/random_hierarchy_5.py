print('# hierarchy')
try:
    class C1(object):
        @classmethod
        def made(cls, n): return cls.__name__, n, 'C1'
        @staticmethod
        def fixed(n): return n * 3
        @property
        def prop(self): return getattr(self, '_prop', 1)
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
        def __eq__(self, other): return NotImplemented
        def __hash__(self): return 7
except Exception as error:
    print('no', 'C1', type(error).__name__, error)
    C1 = None
if C1 is not None:
    print(C1.__name__, C1.__qualname__, [c.__name__ for c in C1.__mro__], C1.__bases__ == ())
try:
    class C2():
        mark = 1
        def method(self, n=2):
            return 'C2', n, self.value
        def chain(self):
            below = getattr(super(), 'chain', lambda: [])
            return ['C2'] + below()
        @property
        def prop(self): return getattr(self, '_prop', 1)
        @prop.setter
        def prop(self, new):
            self._prop = new * 2
        @prop.deleter
        def prop(self): print('deleted')
        class Field:
            def __set_name__(self, owner, name): self.name = '_' + name; print('named', owner.__name__, name)
            def __get__(self, one, owner=None): return self.name if one is None else one.__dict__.get(self.name, 'unset')
        field = Field()
except Exception as error:
    print('no', 'C2', type(error).__name__, error)
    C2 = None
if C2 is not None:
    print(C2.__name__, C2.__qualname__, [c.__name__ for c in C2.__mro__], C2.__bases__ == ())
try:
    class C3(C2, C1):
        value = 73
        def method(self, n=3):
            return 'C3', n, __class__.__name__
        registry = []
        def __init_subclass__(cls, flag=None, **kw):
            super().__init_subclass__(**kw)
            print('subclass', cls.__name__, 'of', 'C3', flag)
        def __bool__(self): return 1
except Exception as error:
    print('no', 'C3', type(error).__name__, error)
    C3 = None
if C3 is not None:
    print(C3.__name__, C3.__qualname__, [c.__name__ for c in C3.__mro__], C3.__bases__ == ())
if C1 is not None:
    try:
        o4 = C1(2)
        try:
            print(C1.made(3))
        except Exception as error:
            print(type(error).__name__, error)
        try:
            print(isinstance(o4, C1 or int))
        except Exception as error:
            print(type(error).__name__, error)
        try:
            print(o4.missing)
        except Exception as error:
            print(type(error).__name__, error)
        try:
            print(bool(o4))
        except Exception as error:
            print(type(error).__name__, error)
        try:
            print(o4.tag)
        except Exception as error:
            print(type(error).__name__, error)
    except Exception as error:
        print('made no', 'C1', type(error).__name__, error)
if C3 is not None:
    try:
        o5 = C3()
        try:
            print(o5.fixed(2))
        except Exception as error:
            print(type(error).__name__, error)
        try:
            print(setattr(o5, 'prop', 2), o5.prop)
        except Exception as error:
            print(type(error).__name__, error)
        try:
            print(C3.tag)
        except Exception as error:
            print(type(error).__name__, error)
        try:
            print(o5.cached)
        except Exception as error:
            print(type(error).__name__, error)
        try:
            print(bool(o5))
        except Exception as error:
            print(type(error).__name__, error)
    except Exception as error:
        print('made no', 'C3', type(error).__name__, error)
