print('# calls')
def sig1(a2, *rest, **more):
    return a2, rest, more
try:
    print(sig1(31, 84, 15, *(), 23, a2=3))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(sig1(82, 49, zz=2, a2=1))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(sig1(a2=1, zz=4, **{'a2': 1}))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(sig1(*5, zz=1, a2=7, **{'yy': 2}))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(sig1(32, 50, 22, 62, a2=0))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(sig1(59, 20, 91))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(sig1(76, 77, 42, *'ab', 11))
except Exception as error:
    print(type(error).__name__, error)
try:
    print((lambda f, *a, **k: f(*a, **k))(sig1, 25, 52, 23, 55))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(sig1(58, 55, 38, **{'yy': 2}))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(sig1(36, 39, 99, a2=6, **{'a2': 1}))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(sig1.__code__.co_varnames, sig1.__code__.co_argcount)
except Exception as error:
    print(type(error).__name__, error)
try:
    print(range())
except Exception as error:
    print(type(error).__name__, error)
