print('# scopes')
def scope1(flag):
    if flag > 2: value = 1
    print(value)
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
    print(eval('lambda q: q * 2')(4))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(exec('break'))
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
    if flag > 0: value = 1
    inner = lambda: value; print(inner())
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
    print(eval('lambda q: q * 2')(4))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(exec('def f(): return g()\nf()', {}))
except Exception as error:
    print(type(error).__name__, error)
try:
    print((lambda: undefined_inner)())
except Exception as error:
    print(type(error).__name__, error)
try:
    print(eval(compile('3 * 4', '<made>', 'eval')))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(undefined_name_here)
except Exception as error:
    print(type(error).__name__, error)
def outer4():
    x = 'outer'
    class Inner:
        x = x
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
    if flag > 2: value = 1
    print([value for _ in range(1)])
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
    print(undefined_name_here)
except Exception as error:
    print(type(error).__name__, error)
try:
    print(eval('(yield)'))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(exec('raise ValueError(1)'))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(sorted(k for k in eval('locals()', {'__builtins__': {}}, {'b': 1})))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(eval('x + 1', {}, {'x': 8}))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(exec('nonlocal x'))
except Exception as error:
    print(type(error).__name__, error)
def outer6():
    x = 'outer'
    class Inner:
        global gx; gx = 1; y = x
    return x, Inner.y if hasattr(Inner, 'y') else None, sorted(k for k in vars(Inner) if k[0] != '_')
try:
    print(outer6())
except Exception as error:
    print(type(error).__name__, error)
try:
    print(outer6.__code__.co_cellvars, outer6.__code__.co_names)
except Exception as error:
    print(type(error).__name__, error)
