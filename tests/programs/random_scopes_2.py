print('# scopes')
def scope1(flag):
    if flag > 2: value = 1
    print(locals())
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
    print(eval('((y ^ x) & (lambda i, j=12: i ^ j)(y))', {'x': 0, 'y': 2}))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(exec('raise ValueError(1)'))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(exec('raise ValueError(1)'))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(eval(compile('3 * 4', '<made>', 'eval')))
except Exception as error:
    print(type(error).__name__, error)
try:
    print((lambda: undefined_inner)())
except Exception as error:
    print(type(error).__name__, error)
def outer2():
    x = 'outer'
    class Inner:
        x = 'class'; y = (lambda: x)()
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
    if flag > 2: value = 1
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
    print(globals().get('no such'))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(exec('def f(): return g()\nf()', {}))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(eval('1 +'))
except Exception as error:
    print(type(error).__name__, error)
def outer4():
    x = 'outer'
    class Inner:
        x = 'class'; y = (lambda: x)()
    return x, Inner.y if hasattr(Inner, 'y') else None, sorted(k for k in vars(Inner) if k[0] != '_')
try:
    print(outer4())
except Exception as error:
    print(type(error).__name__, error)
try:
    print(outer4.__code__.co_cellvars, outer4.__code__.co_names)
except Exception as error:
    print(type(error).__name__, error)
print('# scopes')
def scope5(flag):
    if flag > 0: value = 1
    exec('value = 5'); print(sorted(locals()))
    return 'done'
try:
    print(scope5(0))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(scope5(1))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(scope5(2))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(lenght)
except Exception as error:
    print(type(error).__name__, error)
try:
    print(eval('(yield)'))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(eval('a = 1'))
except Exception as error:
    print(type(error).__name__, error)
def outer6():
    x = 'outer'
    class Inner:
        nonlocal x; x = 'changed'; y = x
    return x, Inner.y if hasattr(Inner, 'y') else None, sorted(k for k in vars(Inner) if k[0] != '_')
try:
    print(outer6())
except Exception as error:
    print(type(error).__name__, error)
try:
    print(outer6.__code__.co_cellvars, outer6.__code__.co_names)
except Exception as error:
    print(type(error).__name__, error)
