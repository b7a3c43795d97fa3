print('# attributes')
class S1:
    __slots__ = ['__dict__', 'z', 'x', '_p']
    def __init__(self, **kw):
        for k, v in kw.items(): setattr(self, k, v)
class S2(S1):
    __slots__ = ()
s3 = S2()
try:
    s3.v = 8
except Exception as error:
    print(type(error).__name__, error)
try:
    print(s3.v)
except Exception as error:
    print(type(error).__name__, error)
try:
    s3.y = 9
except Exception as error:
    print(type(error).__name__, error)
try:
    print(s3.y)
except Exception as error:
    print(type(error).__name__, error)
try:
    s3.z = 1
except Exception as error:
    print(type(error).__name__, error)
try:
    print(s3.z)
except Exception as error:
    print(type(error).__name__, error)
try:
    s3._S1__q = 0
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
    s3.__class__ = S1
except Exception as error:
    print(type(error).__name__, error)
print(type(s3).__name__)
try:
    print(type('T', (S1,), {'n': 1})().n)
except Exception as error:
    print(type(error).__name__, error)
try:
    print(getattr(s3, 'nope', 'default'), hasattr(s3, 'nope'), hasattr(s3, '__dict__'))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(setattr(s3, 'a b', 1))
except Exception as error:
    print(type(error).__name__, error)
print('# attributes')
class S4:
    __slots__ = ['__dict__']
class S5(S4):
    __slots__ = ()
s6 = S5()
try:
    s6._S4__q = 8
except Exception as error:
    print(type(error).__name__, error)
try:
    print(s6._S4__q)
except Exception as error:
    print(type(error).__name__, error)
try:
    s6.other = 4
except Exception as error:
    print(type(error).__name__, error)
try:
    print(s6.other)
except Exception as error:
    print(type(error).__name__, error)
try:
    s6.w = 5
except Exception as error:
    print(type(error).__name__, error)
try:
    print(s6.w)
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
    print(S4.x, S4.__slots__, sorted(n for n in S4.__dict__ if n[:2] != '__'))
except Exception as error:
    print(type(error).__name__, error)
try:
    s6.__class__ = type('N', (), {})
except Exception as error:
    print(type(error).__name__, error)
print(type(s6).__name__)
try:
    print(type('T', (S4, S5), {}))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(getattr(s6, 'nope', 'default'), hasattr(s6, 'nope'), hasattr(s6, '__dict__'))
except Exception as error:
    print(type(error).__name__, error)
try:
    print({}.kyes())
except Exception as error:
    print(type(error).__name__, error)
print('# attributes')
class S7:
    __slots__ = ['__dict__', 'y', '_p']
    def __init__(self, **kw):
        for k, v in kw.items(): setattr(self, k, v)
class S8(S7):
    __slots__ = ('w',)
s9 = S7()
try:
    s9.y = 0
except Exception as error:
    print(type(error).__name__, error)
try:
    print(s9.y)
except Exception as error:
    print(type(error).__name__, error)
try:
    s9.__dict__ = 3
except Exception as error:
    print(type(error).__name__, error)
try:
    print(s9.__dict__)
except Exception as error:
    print(type(error).__name__, error)
try:
    s9.x = 3
except Exception as error:
    print(type(error).__name__, error)
try:
    print(s9.x)
except Exception as error:
    print(type(error).__name__, error)
try:
    s9._p = 9
except Exception as error:
    print(type(error).__name__, error)
try:
    print(s9._p)
except Exception as error:
    print(type(error).__name__, error)
try:
    s9._S7__q = 5
except Exception as error:
    print(type(error).__name__, error)
try:
    print(s9._S7__q)
except Exception as error:
    print(type(error).__name__, error)
try:
    s9.w = 7
except Exception as error:
    print(type(error).__name__, error)
try:
    print(s9.w)
except Exception as error:
    print(type(error).__name__, error)
try:
    s9.other = 3
except Exception as error:
    print(type(error).__name__, error)
try:
    print(s9.other)
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
