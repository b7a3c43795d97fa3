def f(a, b, c, d):
    x = a < b <= c != d
    if a < b < c:
        return a in b not in c
    return a is None, b is not c, not a == b
