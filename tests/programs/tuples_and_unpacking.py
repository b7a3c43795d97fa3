a, b, *c = range(6); print(a, b, c)
*a, b = "xyz"; print(a, b)
a, (b, [c, *d]), e = 1, (2, "345"), 6; print(a, b, c, d, e)
[a, b] = b, a; print(a, b)
for i, (x, *y) in enumerate([(1, 2, 3), "ab"]): print(i, x, y)
t = 1, 2, 3; print(t + (4,), t * 2, t[1:], t.index(2), t.count(9), t < (1, 3), (), (1,), hash(t) == hash((1, 2, 3)))
def f(*args, **kwargs): return args, kwargs
print(f(*t, *"ab", **{"x": 1}, y=2), f(*[], **{}), f(0, *(1,), k=3))
x = y = z = []; x.append(1); print(z)
a = b = 0; a, b = b + 1, a - 1; print(a, b)
i = 0; l = [0, 0]; i, l[i] = 1, 9; print(i, l)
for bad in ("a, b = 1", "a, b = [1]", "a, b = 1, 2, 3", "a, *b, c = [1]", "f(*1)", "f(**1)", "f(**{1: 2})", "(1, 2)[5]", "f(**{'a': 1}, a=2)"):
    try:
        exec(bad)
    except Exception as error:
        print(bad.ljust(20), type(error).__name__, error)
