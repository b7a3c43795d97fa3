print('# attributes')
class S1:
    __slots__ = ['x']
    def __init__(self, **kw):
        for k, v in kw.items(): setattr(self, k, v)
class S2(S1):
    __slots__ = ()
s3 = S2()
try:
    s3.__dict__ = 8
except Exception as error:
    print(type(error).__name__, error)
try:
    print(s3.__dict__)
except Exception as error:
    print(type(error).__name__, error)
try:
    s3.w = 9
except Exception as error:
    print(type(error).__name__, error)
try:
    print(s3.w)
except Exception as error:
    print(type(error).__name__, error)
try:
    s3._S1__q = 3
except Exception as error:
    print(type(error).__name__, error)
try:
    print(s3._S1__q)
except Exception as error:
    print(type(error).__name__, error)
try:
    s3.other = 6
except Exception as error:
    print(type(error).__name__, error)
try:
    print(s3.other)
except Exception as error:
    print(type(error).__name__, error)
try:
    s3.x = 5
except Exception as error:
    print(type(error).__name__, error)
try:
    print(s3.x)
except Exception as error:
    print(type(error).__name__, error)
try:
    s3._p = 5
except Exception as error:
    print(type(error).__name__, error)
try:
    print(s3._p)
except Exception as error:
    print(type(error).__name__, error)
try:
    print(S1.x, S1.__slots__, sorted(n for n in S1.__dict__ if n[:2] != '__'))
except Exception as error:
    print(type(error).__name__, error)
try:
    s3.__class__ = int
except Exception as error:
    print(type(error).__name__, error)
print(type(s3).__name__)
try:
    print(type('T', (int,), {'__slots__': ('a',)}))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(getattr(s3, 'nope', 'default'), hasattr(s3, 'nope'), hasattr(s3, '__dict__'))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(None.x)
except Exception as error:
    print(type(error).__name__, error)
print('# attributes')
class S4:
    __slots__ = ['__q', '__dict__']
    def __init__(self, **kw):
        for k, v in kw.items(): setattr(self, k, v)
class S5(S4):
    __slots__ = ()
s6 = S5()
try:
    s6.v = 5
except Exception as error:
    print(type(error).__name__, error)
try:
    print(s6.v)
except Exception as error:
    print(type(error).__name__, error)
try:
    s6.other = 2
except Exception as error:
    print(type(error).__name__, error)
try:
    print(s6.other)
except Exception as error:
    print(type(error).__name__, error)
try:
    del s6.other
except Exception as error:
    print(type(error).__name__, error)
try:
    print(s6.other)
except Exception as error:
    print(type(error).__name__, error)
try:
    s6.z = 2
except Exception as error:
    print(type(error).__name__, error)
try:
    print(s6.z)
except Exception as error:
    print(type(error).__name__, error)
try:
    print(S4.x, S4.__slots__, sorted(n for n in S4.__dict__ if n[:2] != '__'))
except Exception as error:
    print(type(error).__name__, error)
try:
    s6.__class__ = int
except Exception as error:
    print(type(error).__name__, error)
print(type(s6).__name__)
try:
    print(type('T', (), 5))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(getattr(s6, 'nope', 'default'), hasattr(s6, 'nope'), hasattr(s6, '__dict__'))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(s6.method())
except Exception as error:
    print(type(error).__name__, error)
print('# attributes')
class S7:
    __slots__ = ['x', '__dict__', 'z', '_p']
    def __init__(self, **kw):
        for k, v in kw.items(): setattr(self, k, v)
class S8(S7):
    v = 1
s9 = S7()
try:
    s9._p = 3
except Exception as error:
    print(type(error).__name__, error)
try:
    print(s9._p)
except Exception as error:
    print(type(error).__name__, error)
try:
    s9._S7__q = 3
except Exception as error:
    print(type(error).__name__, error)
try:
    print(s9._S7__q)
except Exception as error:
    print(type(error).__name__, error)
try:
    s9.z = 0
except Exception as error:
    print(type(error).__name__, error)
try:
    print(s9.z)
except Exception as error:
    print(type(error).__name__, error)
try:
    del s9.z
except Exception as error:
    print(type(error).__name__, error)
try:
    print(s9.z)
except Exception as error:
    print(type(error).__name__, error)
try:
    s9.w = 3
except Exception as error:
    print(type(error).__name__, error)
try:
    print(s9.w)
except Exception as error:
    print(type(error).__name__, error)
try:
    s9.other = 1
except Exception as error:
    print(type(error).__name__, error)
try:
    print(s9.other)
except Exception as error:
    print(type(error).__name__, error)
try:
    s9.v = 3
except Exception as error:
    print(type(error).__name__, error)
try:
    print(s9.v)
except Exception as error:
    print(type(error).__name__, error)
try:
    del s9.v
except Exception as error:
    print(type(error).__name__, error)
try:
    print(s9.v)
except Exception as error:
    print(type(error).__name__, error)
try:
    print(S7.x, S7.__slots__, sorted(n for n in S7.__dict__ if n[:2] != '__'))
except Exception as error:
    print(type(error).__name__, error)
try:
    s9.__class__ = S8
except Exception as error:
    print(type(error).__name__, error)
print(type(s9).__name__)
try:
    print(type('T', (5,), {}))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(getattr(s9, 'nope', 'default'), hasattr(s9, 'nope'), hasattr(s9, '__dict__'))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(s9.__class__.__name__, s9.__module__)
except Exception as error:
    print(type(error).__name__, error)
