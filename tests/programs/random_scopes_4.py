print('# scopes')
def scope1(flag):
    if flag > 2: value = 1
    del value; print(flag)
    return 'done'
try:
    print(scope1(0))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(scope1(1))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(scope1(2))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(exec('return 1'))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(eval('a = 1'))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(eval('[x for x in range(3)]', {}))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(eval('lambda q: q * 2')(4))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(__name__)
except Exception as error:
    print(type(error).__name__, error)
def outer2():
    x = 'outer'
    class Inner:
        y = x
    return x, Inner.y if hasattr(Inner, 'y') else None, sorted(k for k in vars(Inner) if k[0] != '_')
try:
    print(outer2())
except Exception as error:
    print(type(error).__name__, error)
try:
    print(outer2.__code__.co_cellvars, outer2.__code__.co_names)
except Exception as error:
    print(type(error).__name__, error)
print('# scopes')
def scope3(flag):
    if flag > 0: value = 1
    exec('value = 5'); print(sorted(locals()))
    return 'done'
try:
    print(scope3(0))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(scope3(1))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(scope3(2))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(exec('nonlocal x'))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(prin)
except Exception as error:
    print(type(error).__name__, error)
try:
    print(exec('x = 1; del x; x'))
except Exception as error:
    print(type(error).__name__, error)
def outer4():
    x = 'outer'
    class Inner:
        nonlocal x; x = 'changed'; y = x
    return x, Inner.y if hasattr(Inner, 'y') else None, sorted(k for k in vars(Inner) if k[0] != '_')
try:
    print(outer4())
except Exception as error:
    print(type(error).__name__, error)
try:
    print(outer4.__code__.co_cellvars, outer4.__code__.co_names)
except Exception as error:
    print(type(error).__name__, error)
