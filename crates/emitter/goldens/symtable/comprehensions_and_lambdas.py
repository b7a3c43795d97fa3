def f(x):
    y = [z for z in x if z]
    w = {a: b for a, b in y}
    return lambda q, r=y: (q + x for _ in w), [k := 1 for _ in y]
