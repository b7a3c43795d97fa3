print('# calls')
def sig1(a2=9, a3=3, a4=4, *rest, **more):
    return a2, a3, a4, rest, more
try:
    print(sig1(93, 79, 83, 47, a2=0, a3=0, **{1: 2}))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(sig1(32, 74, a4=4))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(sig1(57, 26, a4=2, a3=2, **{}))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(sig1())
except Exception as error:
    print(type(error).__name__, error)
try:
    print(sig1(*(), a3=3, a4=9))
except Exception as error:
    print(type(error).__name__, error)
try:
    print((lambda f, *a, **k: f(*a, **k))(sig1, 49, 36, 82, zz=0, **{'yy': 2}))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(sig1(32, 80, a3=1, a4=4))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(sig1.__code__.co_varnames, sig1.__code__.co_argcount)
except Exception as error:
    print(type(error).__name__, error)
try:
    print(isinstance(1))
except Exception as error:
    print(type(error).__name__, error)
print('# calls')
def sig5(a6, *rest):
    return a6, rest
try:
    print(sig5())
except Exception as error:
    print(type(error).__name__, error)
try:
    print(sig5(20, 11, **{'a6': 1}, **{'a6': 2}))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(sig5(a6=7, zz=1))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(sig5(75, 77, 51, 79, zz=5))
except Exception as error:
    print(type(error).__name__, error)
try:
    print((lambda f, *a, **k: f(*a, **k))(sig5, 58, *'ab', 70, 30, a6=5, **5))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(sig5(76, 76, a6=2, zz=5))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(sig5(79, 95, 88, *range(2), 79))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(sig5(70, 45, 86, 23, a6=2))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(sig5.__defaults__, sig5.__kwdefaults__)
except Exception as error:
    print(type(error).__name__, error)
try:
    print(bytearray('a'))
except Exception as error:
    print(type(error).__name__, error)
print('# calls')
def sig7(a8, a9, *, k10):
    return a8, a9, k10
try:
    print((lambda f, *a, **k: f(*a, **k))(sig7, 30, *'ab', k10=9))
except Exception as error:
    print(type(error).__name__, error)
try:
    print((lambda f, *a, **k: f(*a, **k))(sig7, 86, 87, 81, 72, a9=5, a8=4, **{}))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(sig7(67, 63, 73))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(sig7(67, 26, 91, 38, zz=7, k10=4))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(sig7(92, 92, 11, *5, a8=0))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(sig7(69, a8=7, k10=4, **{'a9': 1}))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(sig7(71, 57, 25, 19, a9=6, zz=1, **{'yy': 2}))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(sig7(66, 73, 21))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(sig7.__code__.co_varnames, sig7.__code__.co_argcount)
except Exception as error:
    print(type(error).__name__, error)
try:
    print(int('1', base=3))
except Exception as error:
    print(type(error).__name__, error)
