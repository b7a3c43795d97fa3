count = 0
def outer():
    count = 10
    def middle():
        nonlocal count
        count += 1
        def inner():
            nonlocal count
            count *= 2
            return count
        return inner
    def reaches_global():
        global count
        count += 100
        return count
    return middle, reaches_global, lambda: count
m, g, c = outer()
print(m()(), g(), c(), count)
def late():
    def use(): return value
    value = 1
    a = use()
    value = 2
    return a, use(), use.__closure__[0].cell_contents
print(late())
def unset():
    def use(): return value
    try: use()
    except NameError as e: print(e)
    if False: value = 1
    try: return use.__closure__[0].cell_contents
    except ValueError as e: return str(e)
print(unset())
def deleted():
    v = 1
    def use(): return v
    del v
    try: use()
    except NameError as e: return str(e)
print(deleted())
for bad in ("def f():\n nonlocal x", "nonlocal x", "def f(x):\n global x", "def f():\n x = 1\n global x", "def f():\n print(x)\n nonlocal x", "x = 1\ndef f():\n nonlocal x", "def f():\n global y\n y = 5\nf()\nprint(y)", "class A:\n nonlocal q"):
    try: exec(bad)
    except SyntaxError as e: print(e.msg, e.lineno)
def cells():
    a = b = 1
    def f(): return a, b
    f.__closure__[0].cell_contents = "changed"
    return f(), a
print(cells())
