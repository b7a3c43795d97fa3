def f():
    value = 1
    return valu
f()
