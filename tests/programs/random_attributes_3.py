print('# attributes')
class S1:
    __slots__ = ['z', '_p', '__dict__', '__q']
class S2(S1):
    v = 1
s3 = S2()
try:
    s3.other = 3
except Exception as error:
    print(type(error).__name__, error)
try:
    print(s3.other)
except Exception as error:
    print(type(error).__name__, error)
try:
    s3.w = 1
except Exception as error:
    print(type(error).__name__, error)
try:
    print(s3.w)
except Exception as error:
    print(type(error).__name__, error)
try:
    s3.y = 8
except Exception as error:
    print(type(error).__name__, error)
try:
    print(s3.y)
except Exception as error:
    print(type(error).__name__, error)
try:
    del s3.y
except Exception as error:
    print(type(error).__name__, error)
try:
    print(s3.y)
except Exception as error:
    print(type(error).__name__, error)
try:
    s3._p = 7
except Exception as error:
    print(type(error).__name__, error)
try:
    print(s3._p)
except Exception as error:
    print(type(error).__name__, error)
try:
    del s3._p
except Exception as error:
    print(type(error).__name__, error)
try:
    print(s3._p)
except Exception as error:
    print(type(error).__name__, error)
try:
    s3.z = 6
except Exception as error:
    print(type(error).__name__, error)
try:
    print(s3.z)
except Exception as error:
    print(type(error).__name__, error)
try:
    del s3.z
except Exception as error:
    print(type(error).__name__, error)
try:
    print(s3.z)
except Exception as error:
    print(type(error).__name__, error)
try:
    s3.__dict__ = 3
except Exception as error:
    print(type(error).__name__, error)
try:
    print(s3.__dict__)
except Exception as error:
    print(type(error).__name__, error)
try:
    s3._S1__q = 8
except Exception as error:
    print(type(error).__name__, error)
try:
    print(s3._S1__q)
except Exception as error:
    print(type(error).__name__, error)
try:
    del s3._S1__q
except Exception as error:
    print(type(error).__name__, error)
try:
    print(s3._S1__q)
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
    print(type('T', (), {'__slots__': ('1a',)}))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(getattr(s3, 'nope', 'default'), hasattr(s3, 'nope'), hasattr(s3, '__dict__'))
except Exception as error:
    print(type(error).__name__, error)
try:
    print([].appendd)
except Exception as error:
    print(type(error).__name__, error)
