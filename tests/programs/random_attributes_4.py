print('# attributes')
class S1:
    __slots__ = ['__dict__', 'z']
    def __init__(self, **kw):
        for k, v in kw.items(): setattr(self, k, v)
class S2(S1):
    pass
s3 = S1()
try:
    s3.y = 4
except Exception as error:
    print(type(error).__name__, error)
try:
    print(s3.y)
except Exception as error:
    print(type(error).__name__, error)
try:
    s3.z = 2
except Exception as error:
    print(type(error).__name__, error)
try:
    print(s3.z)
except Exception as error:
    print(type(error).__name__, error)
try:
    s3.x = 9
except Exception as error:
    print(type(error).__name__, error)
try:
    print(s3.x)
except Exception as error:
    print(type(error).__name__, error)
try:
    print(S1.x, S1.__slots__, sorted(n for n in S1.__dict__ if n[:2] != '__'))
except Exception as error:
    print(type(error).__name__, error)
try:
    s3.__class__ = S2
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
    print(getattr(s3, 5))
except Exception as error:
    print(type(error).__name__, error)
print('# attributes')
class S4:
    __slots__ = ['z', 'x', 'y']
    def __init__(self, **kw):
        for k, v in kw.items(): setattr(self, k, v)
class S5(S4):
    v = 1
s6 = S4()
try:
    s6.z = 2
except Exception as error:
    print(type(error).__name__, error)
try:
    print(s6.z)
except Exception as error:
    print(type(error).__name__, error)
try:
    del s6.z
except Exception as error:
    print(type(error).__name__, error)
try:
    print(s6.z)
except Exception as error:
    print(type(error).__name__, error)
try:
    s6.v = 5
except Exception as error:
    print(type(error).__name__, error)
try:
    print(s6.v)
except Exception as error:
    print(type(error).__name__, error)
try:
    s6.w = 3
except Exception as error:
    print(type(error).__name__, error)
try:
    print(s6.w)
except Exception as error:
    print(type(error).__name__, error)
try:
    print(S4.x, S4.__slots__, sorted(n for n in S4.__dict__ if n[:2] != '__'))
except Exception as error:
    print(type(error).__name__, error)
try:
    s6.__class__ = S5
except Exception as error:
    print(type(error).__name__, error)
print(type(s6).__name__)
try:
    print(type('T', (int, str), {}))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(getattr(s6, 'nope', 'default'), hasattr(s6, 'nope'), hasattr(s6, '__dict__'))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(None.x)
except Exception as error:
    print(type(error).__name__, error)
