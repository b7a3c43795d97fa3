print('# attributes')
class S1:
    __slots__ = ['__dict__', '__q']
class S2(S1):
    __slots__ = ()
s3 = S1()
try:
    s3.y = 2
except Exception as error:
    print(type(error).__name__, error)
try:
    print(s3.y)
except Exception as error:
    print(type(error).__name__, error)
try:
    s3._S1__q = 1
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
    s3.v = 4
except Exception as error:
    print(type(error).__name__, error)
try:
    print(s3.v)
except Exception as error:
    print(type(error).__name__, error)
try:
    del s3.v
except Exception as error:
    print(type(error).__name__, error)
try:
    print(s3.v)
except Exception as error:
    print(type(error).__name__, error)
try:
    print(S1.x, S1.__slots__, sorted(n for n in S1.__dict__ if n[:2] != '__'))
except Exception as error:
    print(type(error).__name__, error)
try:
    s3.__class__ = type('N', (), {})
except Exception as error:
    print(type(error).__name__, error)
print(type(s3).__name__)
try:
    print(type('T', (), {'a': 1, '__slots__': ('a',)}))
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
