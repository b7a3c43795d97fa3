def f(a, b, c, d):
    a, b = b, a
    a, b, c = c, b, a
    a, b, c, d = d, c, b, a
    (a, b), c = d
    a, *b, c = d
    [a, b] = b, a
    return a, b, c, d
