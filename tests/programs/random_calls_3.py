print('# calls')
def sig1(a2, a3, /, a4, *, k5=3):
    return a2, a3, a4, k5
try:
    print(sig1(70, 41, 79))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(sig1(72, *[1, 2]))
except Exception as error:
    print(type(error).__name__, error)
try:
    print((lambda f, *a, **k: f(*a, **k))(sig1, 54, k5=2, a2=8, **{'a3': 1}))
except Exception as error:
    print(type(error).__name__, error)
try:
    print((lambda f, *a, **k: f(*a, **k))(sig1, a2=2, **5))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(sig1(16, a2=7, a4=2, **{'a4': 1}, **{'a4': 2}))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(sig1(98, *5, 44, zz=6, a3=0))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(sig1(k5=8, **{'a4': 1}))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(sig1.__code__.co_varnames, sig1.__code__.co_argcount)
except Exception as error:
    print(type(error).__name__, error)
try:
    print(filter(None))
except Exception as error:
    print(type(error).__name__, error)
