print('# calls')
def sig1(*rest):
    return rest
try:
    print(sig1(98, 34, 59))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(sig1(77, 82, 62, 81, zz=6))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(sig1(56, 63, 77))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(sig1(24, 97, *[1, 2], 87, zz=5))
except Exception as error:
    print(type(error).__name__, error)
try:
    print((lambda f, *a, **k: f(*a, **k))(sig1, zz=6))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(sig1(75, 26))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(sig1(42, *(), 66, zz=3))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(sig1(38, 38))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(sig1.__defaults__, sig1.__kwdefaults__)
except Exception as error:
    print(type(error).__name__, error)
try:
    print(sum('ab'))
except Exception as error:
    print(type(error).__name__, error)
print('# calls')
def sig2(a3, a4, *, k5, k6, **more):
    return a3, a4, k5, k6, more
try:
    print((lambda f, *a, **k: f(*a, **k))(sig2, 40, 29, 45, 74, **{}))
except Exception as error:
    print(type(error).__name__, error)
try:
    print((lambda f, *a, **k: f(*a, **k))(sig2, *'ab'))
except Exception as error:
    print(type(error).__name__, error)
try:
    print((lambda f, *a, **k: f(*a, **k))(sig2, 97, k6=3, k5=4))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(sig2(77, *range(2), 88, 34, 53))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(sig2(99, 41, 55, 49, k6=6, a3=0))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(sig2(48, 80, 43, 48, a3=0, k6=8))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(sig2(10, 41, 32, a3=1, zz=6))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(sig2(37, 46, a3=8))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(sig2(14, a4=4, zz=3))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(sig2(30, *'ab', 69, 19))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(sig2.__defaults__, sig2.__kwdefaults__)
except Exception as error:
    print(type(error).__name__, error)
try:
    print(compile('1', 'f'))
except Exception as error:
    print(type(error).__name__, error)
print('# calls')
def sig7(a8, a9, *rest):
    return a8, a9, rest
try:
    print((lambda f, *a, **k: f(*a, **k))(sig7, a9=8))
except Exception as error:
    print(type(error).__name__, error)
try:
    print((lambda f, *a, **k: f(*a, **k))(sig7, *5, 92, 83, 72, a8=6, **5))
except Exception as error:
    print(type(error).__name__, error)
try:
    print((lambda f, *a, **k: f(*a, **k))(sig7, 60, 30, *'ab', a9=6, **{'yy': 2}))
except Exception as error:
    print(type(error).__name__, error)
try:
    print((lambda f, *a, **k: f(*a, **k))(sig7))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(sig7(*'ab', 72, a8=8, zz=5, **{}))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(sig7.__defaults__, sig7.__kwdefaults__)
except Exception as error:
    print(type(error).__name__, error)
try:
    print(max())
except Exception as error:
    print(type(error).__name__, error)
