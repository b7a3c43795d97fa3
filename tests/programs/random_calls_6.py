print('# calls')
def sig1(a2=5, /, *, k3, k4=1):
    return a2, k3, k4
try:
    print((lambda f, *a, **k: f(*a, **k))(sig1, 57, 36, 17))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(sig1(84, 18, 56, *range(2), zz=2, k3=3))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(sig1(73, 61, *'ab'))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(sig1(*5, a2=9, k3=5))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(sig1(47, 85, 90, *(), zz=8))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(sig1.__code__.co_varnames, sig1.__code__.co_argcount)
except Exception as error:
    print(type(error).__name__, error)
try:
    print({}.get())
except Exception as error:
    print(type(error).__name__, error)
