print('# hierarchy')
try:
    class C1():
        value = 44
        def method(self, n=0):
            return 'C1', n, n * 2
        class Field:
            def __set_name__(self, owner, name): self.name = '_' + name; print('named', owner.__name__, name)
            def __get__(self, one, owner=None): return self.name if one is None else one.__dict__.get(self.name, 'unset')
            def __set__(self, one, new):
                if new == -1: raise ValueError('no')
                one.__dict__[self.name] = new
        field = Field()
except Exception as error:
    print('no', 'C1', type(error).__name__, error)
    C1 = None
if C1 is not None:
    print(C1.__name__, C1.__qualname__, [c.__name__ for c in C1.__mro__], C1.__bases__ == ())
try:
    class C2(C1):
        @classmethod
        def made(cls, n): return cls.__name__, n, 'C2'
        def __getattr__(self, name):
            if name[0] == '_': raise AttributeError(name)
            return 'dynamic ' + name
        def __eq__(self, other): return type(self) is type(other)
except Exception as error:
    print('no', 'C2', type(error).__name__, error)
    C2 = None
if C2 is not None:
    print(C2.__name__, C2.__qualname__, [c.__name__ for c in C2.__mro__], C2.__bases__ == ())
try:
    class C3(C2, C1):
        value = 51
except Exception as error:
    print('no', 'C3', type(error).__name__, error)
    C3 = None
if C3 is not None:
    print(C3.__name__, C3.__qualname__, [c.__name__ for c in C3.__mro__], C3.__bases__ == ())
if C1 is not None:
    try:
        o4 = C1(1, 2)
        try:
            print(o4.tag)
        except Exception as error:
            print(type(error).__name__, error)
        try:
            print(sorted(k for k in dir(o4) if k[0] != '_'))
        except Exception as error:
            print(type(error).__name__, error)
        try:
            print(list(C1))
        except Exception as error:
            print(type(error).__name__, error)
    except Exception as error:
        print('made no', 'C1', type(error).__name__, error)
if C2 is not None:
    try:
        o5 = C2()
        try:
            print(o5.chain())
        except Exception as error:
            print(type(error).__name__, error)
        try:
            print(hash(o5) == hash(o5))
        except Exception as error:
            print(type(error).__name__, error)
        try:
            print(delattr(o5, 'value'))
        except Exception as error:
            print(type(error).__name__, error)
        try:
            print(o5.made(1))
        except Exception as error:
            print(type(error).__name__, error)
        try:
            print(o5.value)
        except Exception as error:
            print(type(error).__name__, error)
    except Exception as error:
        print('made no', 'C2', type(error).__name__, error)
if C3 is not None:
    try:
        o6 = C3()
        try:
            print(o6.tag)
        except Exception as error:
            print(type(error).__name__, error)
        try:
            print(setattr(o6, 'prop', 1), o6.prop)
        except Exception as error:
            print(type(error).__name__, error)
    except Exception as error:
        print('made no', 'C3', type(error).__name__, error)
