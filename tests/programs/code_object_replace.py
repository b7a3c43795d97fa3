def f(a, b=2, *c, d=4, **e):
    """doc"""
    x = a + b
    return lambda: x
c = f.__code__
print(c.co_name, c.co_qualname, c.co_argcount, c.co_kwonlyargcount, c.co_nlocals, c.co_varnames, c.co_cellvars, c.co_consts[0], c.co_names, bin(c.co_flags), c.co_stacksize)
r = c.replace(co_name="renamed", co_consts=c.co_consts, co_firstlineno=100)
print(r.co_name, r.co_firstlineno, r == c, hash(r) == hash(c), c == c.replace(), len({c, c.replace()}))
g = type(f)(r, globals(), "g", (1, 2))
print(g.__name__, g.__defaults__, g()())
def h(): return 1
h.__code__ = (lambda: 2).__code__
print(h(), h.__name__)
for bad in (lambda: setattr(h, "__code__", c), lambda: setattr(h, "__code__", 5), lambda: c.replace(nothing=1), lambda: c.replace(co_argcount=-1), lambda: c.replace(co_code=b"\x01"), lambda: setattr(c, "co_name", "x"), lambda: type(c)(), lambda: type(f)(5, {}), lambda: type(f)(c, 5), lambda: type(f)((lambda: x).__code__, {}, "n", None, (1,))):
    try: print(bad())
    except Exception as e: print(type(e).__name__, e)
print([list(p) for p in (lambda q: q + 1).__code__.co_positions()][-3:], list((lambda: 1).__code__.co_lines())[-1])
k = 5
def outer():
    z = 1
    def inner(): return z
    return inner
i = outer()
print(i.__closure__[0].cell_contents, type(f)(i.__code__, {}, closure=i.__closure__)())
for clo in ((), (1,), None):
    try: type(f)(i.__code__, {}, closure=clo)
    except Exception as e: print(type(e).__name__, e)
