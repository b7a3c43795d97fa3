def f(a, b, *c, d=1, **e):
    x = a
    def g(y=b):
        nonlocal x
        x += y + d
        return lambda: (x, c, e)
    return g
