print('# scopes')
def scope1(flag):
    if flag > 1: value = 1
    inner = lambda: value; print(inner())
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
    print(exec('def f(): return g()\nf()', {}))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(sorted(k for k in eval('locals()', {'__builtins__': {}}, {'b': 1})))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(eval('y', {'x': 1, 'y': 2}))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(exec('def f(): return g()\nf()', {}))
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
def outer2():
    x = 'outer'
    class Inner:
        nonlocal x; x = 'changed'; y = x
    return x, Inner.y if hasattr(Inner, 'y') else None, sorted(k for k in vars(Inner) if k[0] != '_')
try:
    print(outer2())
except Exception as error:
    print(type(error).__name__, error)
try:
    print(outer2.__code__.co_cellvars, outer2.__code__.co_names)
except Exception as error:
    print(type(error).__name__, error)
