def counter(start=0):
    count = start
    def inc(by=1):
        nonlocal count
        count += by
        return count
    def get(): return count
    return inc, get
inc, get = counter(10); inc(); inc(5); print(get(), inc.__closure__[0].cell_contents, inc.__code__.co_freevars)
def late():
    fs = []
    for i in range(3):
        def f(i=i): return i, j
        fs.append(f)
    j = "later"
    return [f() for f in fs]
print(late())
def deep(a):
    def b():
        def c():
            nonlocal a
            a += 1
            return a
        return c
    return b
print(deep(1)()(), [x for x in (lambda: (y for y in range(3)))()])
def unbound():
    def inner(): return value
    try: inner()
    except NameError as e: print(type(e).__name__, e)
    value = 1
    return inner()
print(unbound())
def local_unbound():
    try: print(v)
    except UnboundLocalError as e: print(e)
    v = 1
    del v
    try: v
    except UnboundLocalError as e: print(e)
local_unbound()
x = "global"
def scopes():
    x = "enclosing"
    class C:
        x = "class"
        def m(self): return x
        y = [x for _ in range(1)]
        z = x
    return C().m(), C.y, C.z
print(scopes())
def glob():
    global x, newly
    x = "changed"; newly = 1
glob(); print(x, newly)
def accumulate(): 
    total = 0
    def add(n):
        nonlocal total
        total += n
        return total
    return list(map(add, range(5)))
print(accumulate())
