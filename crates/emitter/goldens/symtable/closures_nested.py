def f(a):
    b = 1
    def g():
        nonlocal b
        b = a
        def h(): return b
        return h
    return g
