def f(n):
    x = yield n
    y = yield from g(x)
    return y
(a for b in c for d in e)
