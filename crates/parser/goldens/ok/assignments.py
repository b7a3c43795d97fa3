x = 1
x = y = z
a, b = c
(a, b), *c = d
[a, *b] = c
a.b = c[d] = e
x: int
x: int = 1
(x): int = 2
a.b: str
a[0]: str = "x"
x += 1; y -= 2; z @= w; a.b **= 3; c[d] //= e
*a, = b
x = *a, b
x = yield
