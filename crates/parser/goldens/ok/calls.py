f()
f(a)
f(a, b, *c, d, *e, f=1, **g, h=2, **i)
f(x for x in y)
f(a, (x for x in y))
f(a := 1)
f(*a, b=c)(d)[e].f
f(a,)
f(
    a, # comment
    b
)
