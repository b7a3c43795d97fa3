print('# calls')
class sig1:
    def __init__(self, a2=1, *rest):
        print(a2, rest)
try:
    print((lambda f, *a, **k: f(*a, **k))(sig1, 98, *range(2)))
except Exception as error:
    print(type(error).__name__, error)
try:
    print((lambda f, *a, **k: f(*a, **k))(sig1, 24, *range(2), 26))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(sig1(49, **5))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(sig1(42, 29, *[1, 2], 95, a2=7))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(sig1(*(), zz=5, a2=9, **{'yy': 2}))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(sig1(61, *'ab', 92, 35, zz=9))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(sig1(a2=4, **{'yy': 2}))
except Exception as error:
    print(type(error).__name__, error)
try:
    print((lambda f, *a, **k: f(*a, **k))(sig1, 15, 23, *[1, 2], 92, zz=6))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(sig1.__code__.co_varnames, sig1.__code__.co_argcount)
except Exception as error:
    print(type(error).__name__, error)
try:
    print(int(1, 2, 3))
except Exception as error:
    print(type(error).__name__, error)
print('# calls')
def sig3(a4, a5=6, *rest, k6, k7=1):
    return a4, a5, rest, k6, k7
try:
    print(sig3(79, 87, 69))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(sig3(24, *'ab', a5=7, **{}))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(sig3(49, zz=5))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(sig3(77, 56, 66))
except Exception as error:
    print(type(error).__name__, error)
try:
    print((lambda f, *a, **k: f(*a, **k))(sig3, 86, a4=6, k6=7))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(sig3(a5=1))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(sig3(81, **5))
except Exception as error:
    print(type(error).__name__, error)
try:
    print((lambda f, *a, **k: f(*a, **k))(sig3, k6=7))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(sig3.__defaults__, sig3.__kwdefaults__)
except Exception as error:
    print(type(error).__name__, error)
try:
    print(super())
except Exception as error:
    print(type(error).__name__, error)
