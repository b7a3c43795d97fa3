print('# closures')
def make1(a, b):
    total = 0
    history = []
    def inner2(x=a):
        nonlocal total
        total += b
        history.append(total)
        return [lambda: (total, x, i) for i in range(3)][-1]()
    def inner3(x=1):
        nonlocal total
        total += (not 7)
        history.append(total)
        return [lambda: (total, x, i) for i in range(3)][-1]()
    def inner4(x=a):
        nonlocal a
        a += b
        history.append(total)
        return [lambda: (total, x, i) for i in range(2)][-1]()
    return inner2, inner3, inner4, lambda: (a, b, total, history)
made5 = make1(3, 5)
try:
    print(made5[-1](4))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(made5[-1]())
except Exception as error:
    print(type(error).__name__, error)
try:
    print(made5[1]())
except Exception as error:
    print(type(error).__name__, error)
try:
    print(made5[1]())
except Exception as error:
    print(type(error).__name__, error)
print(made5[0].__closure__ and [c.cell_contents for c in made5[0].__closure__ if not callable(c.cell_contents)], made5[0].__code__.co_freevars)
counter6 = 0
def bump7(n):
    global counter6
    counter6 = counter6 - n
    if n > 1: bump7(n - 1)
    return counter6
try:
    print(bump7(3))
except Exception as error:
    print(type(error).__name__, error)
funcs8 = [lambda n=n: n * 3 for n in range(3)] + [lambda: counter6]
print([f() for f in funcs8])
print('# closures')
def make9(a, b):
    total = 0
    history = []
    def inner10(x=b):
        nonlocal total, b
        total += 15
        history.append(total)
        def deep11():
            nonlocal history
            history = history[-3:] + [(a // (x or 1))]
            return total, x
        return deep11()
    def inner12(x=b):
        nonlocal a
        a += (3 & b)
        history.append(total)
        def deep13():
            nonlocal history
            history = history[-3:] + [(x if x <= x else x)]
            return total, x
        return deep13()
    return inner10, inner12, lambda: (a, b, total, history)
made14 = make9(2, 4)
try:
    print(made14[1](4))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(made14[0](6))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(made14[-1]())
except Exception as error:
    print(type(error).__name__, error)
try:
    print(made14[-1](4))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(made14[0]())
except Exception as error:
    print(type(error).__name__, error)
print(made14[0].__closure__ and [c.cell_contents for c in made14[0].__closure__ if not callable(c.cell_contents)], made14[0].__code__.co_freevars)
counter15 = 0
def bump16(n):
    global counter15
    counter15 = counter15 * n
    if n > 1: bump16(n - 1)
    return counter15
try:
    print(bump16(1))
except Exception as error:
    print(type(error).__name__, error)
funcs17 = [lambda n=n: n * 2 for n in range(1)] + [lambda: counter15]
print([f() for f in funcs17])
print('# closures')
def make18(a, b):
    total = 0
    history = []
    def inner19(x=a):
        nonlocal a
        a += (x >> (x % 8))
        history.append(total)
        return [lambda: (total, x, i) for i in range(2)][-1]()
    def inner20(x=a):
        nonlocal a
        a += (x - 5)
        history.append(total)
        return [lambda: (total, x, i) for i in range(3)][-1]()
    return inner19, inner20, lambda: (a, b, total, history)
made21 = make18(5, 5)
try:
    print(made21[0]())
except Exception as error:
    print(type(error).__name__, error)
try:
    print(made21[1]())
except Exception as error:
    print(type(error).__name__, error)
try:
    print(made21[0]())
except Exception as error:
    print(type(error).__name__, error)
print(made21[0].__closure__ and [c.cell_contents for c in made21[0].__closure__ if not callable(c.cell_contents)], made21[0].__code__.co_freevars)
counter22 = 0
def bump23(n):
    global counter22
    counter22 = counter22 - n
    if n > 1: bump23(n - 1)
    return counter22
try:
    print(bump23(4))
except Exception as error:
    print(type(error).__name__, error)
funcs24 = [lambda n=n: n * 4 for n in range(1)] + [lambda: counter22]
print([f() for f in funcs24])
