def f(a, b=2, /, c=3, *args, d, e=5, **kw): return a, b, c, args, d, e, kw
print(f(1, d=4), f(1, 20, 30, 40, 50, d=4, e=6, g=7), f(1, c=9, d=0, a=5, b=6))
def g(x, acc=[]): acc.append(x); return acc
print(g(1), g(2), g(3, []), g.__defaults__)
def h(*, a, b): return a - b
print(h(b=1, a=5), (lambda *a, k=1, **kw: (a, k, kw))(1, 2, k=3, z=4), (lambda: None)())
def outer(n): return lambda m: m + n
print(outer(5)(3), [fn(1) for fn in [outer(i) for i in range(3)]], [fn() for fn in [lambda: i for i in range(3)]])
def rec(n): return 1 if n < 2 else n * rec(n - 1)
print(rec(30))
print(f.__name__, f.__code__.co_varnames, f.__kwdefaults__, f.__annotations__, g.__doc__)
def ann(a: int, *b: "str", c: list = None) -> dict: "doc"; return {}
print(ann.__annotations__, ann.__doc__, ann.__qualname__)
calls = ["f()", "f(1)", "f(1, 2, 3, 4, e=1)", "f(d=1)", "h(1, 2)", "h(a=1)", "h(a=1, b=2, c=3)", "outer()", "outer(1, 2)", "outer(m=1)", "outer(1, n=1)",
         "rec(1, 2, 3)", "f(a=1, d=2)", "f(1, d=2, **{'d': 3})", "len()", "len(1, 2)", "len(x=1)", "int(1, 2, 3)", "print(sep=1)", "5()", "None(1)", "(lambda x: x)()",
         "sorted()", "isinstance(1)", "h()", "ann()", "str.join()", "str.join(1)", "''.join(1, 2)", "[].append()", "{}.get()"]
for call in calls:
    try:
        print(eval(call))
    except Exception as error:
        print(call.ljust(24), type(error).__name__, error)
