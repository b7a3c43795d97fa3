# Parentheses stand only where precedence asks for them.
a = (1 + 2) * 3 ** -x ** 2 - (b - (c - d))
b = not (x and y or z) if (lambda: 0)() else (yield)
c = (-a) ** b, -a ** b, (await_me := f(x)), (not a) < b, a < (b < c)
d = x if (y if z else w) else (u if v else t)
e = a | b ^ c & d << 1 >> 2 @ m // n % o
g = (lambda *a, k=1, **kw: (a, k))(*p, *(q or r), **{'s': 1, **t})
h = 3 .real, 3.5.real, 1j, 1e400, -1e400j, x[1:2, ::3], y[()], z[a:b:c], w[*v]
i = {**m, 'k': [*l, *()]}, {1, 2}, {*()}, {}, (), (1,), [i for i in (yield) if i if not i for j in i]
j = (await_ for await_ in x), {k: v async for k, v in z}
del (a), (b, c), d[0], e.f
