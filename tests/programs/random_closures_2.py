print('# closures')
def make1(a, b):
    total = 0
    history = []
    def inner2(x=1):
        nonlocal a
        a += (x * b)
        history.append(total)
        return [lambda: (total, x, i) for i in range(1)][-1]()
    def inner3(x=b):
        nonlocal total, b
        total += (not 13)
        history.append(total)
        def deep4():
            nonlocal history
            history = history[-3:] + [(x // (x or 1))]
            return total, x
        return deep4()
    def inner5(x=1):
        nonlocal a
        a += (b >> (b % 8))
        history.append(total)
        return [lambda: (total, x, i) for i in range(2)][-1]()
    return inner2, inner3, inner5, lambda: (a, b, total, history)
made6 = make1(1, 5)
try:
    print(made6[1]())
except Exception as error:
    print(type(error).__name__, error)
try:
    print(made6[0]())
except Exception as error:
    print(type(error).__name__, error)
try:
    print(made6[-1]())
except Exception as error:
    print(type(error).__name__, error)
try:
    print(made6[-1]())
except Exception as error:
    print(type(error).__name__, error)
try:
    print(made6[0](0))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(made6[-1]())
except Exception as error:
    print(type(error).__name__, error)
print(made6[0].__closure__ and [c.cell_contents for c in made6[0].__closure__ if not callable(c.cell_contents)], made6[0].__code__.co_freevars)
counter7 = 0
def bump8(n):
    global counter7
    counter7 = counter7 + n
    if n > 1: bump8(n - 1)
    return counter7
try:
    print(bump8(4))
except Exception as error:
    print(type(error).__name__, error)
funcs9 = [lambda n=n: n * 2 for n in range(2)] + [lambda: counter7]
print([f() for f in funcs9])
print('# closures')
def make10(a, b):
    total = 0
    history = []
    def inner11(x=a):
        nonlocal total, b
        total += sum([19, 4][:0])
        history.append(total)
        return [lambda: (total, x, i) for i in range(1)][-1]()
    def inner12(x=b):
        nonlocal a
        a += (x - x)
        history.append(total)
        return [lambda: (total, x, i) for i in range(2)][-1]()
    def inner13(x=b):
        nonlocal total, b
        total += (4 + 12)
        history.append(total)
        def deep14():
            nonlocal history
            history = history[-3:] + [(a % (a or 1))]
            return total, x
        return deep14()
    return inner11, inner12, inner13, lambda: (a, b, total, history)
made15 = make10(3, 1)
try:
    print(made15[0](1))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(made15[1]())
except Exception as error:
    print(type(error).__name__, error)
try:
    print(made15[-1]())
except Exception as error:
    print(type(error).__name__, error)
try:
    print(made15[0](1))
except Exception as error:
    print(type(error).__name__, error)
print(made15[0].__closure__ and [c.cell_contents for c in made15[0].__closure__ if not callable(c.cell_contents)], made15[0].__code__.co_freevars)
counter16 = 0
def bump17(n):
    global counter16
    counter16 = counter16 * n
    if n > 1: bump17(n - 1)
    return counter16
try:
    print(bump17(6))
except Exception as error:
    print(type(error).__name__, error)
funcs18 = [lambda n=n: n * 2 for n in range(3)] + [lambda: counter16]
print([f() for f in funcs18])
print('# closures')
def make19(a, b):
    total = 0
    history = []
    def inner20(x=1):
        nonlocal total
        total += max(-3, b)
        history.append(total)
        return [lambda: (total, x, i) for i in range(3)][-1]()
    def inner21(x=b):
        nonlocal a
        a += sum([b, 19][:1])
        history.append(total)
        return [lambda: (total, x, i) for i in range(1)][-1]()
    def inner22(x=a):
        nonlocal total
        total += (15 // (x or 1))
        history.append(total)
        return [lambda: (total, x, i) for i in range(1)][-1]()
    return inner20, inner21, inner22, lambda: (a, b, total, history)
made23 = make19(4, 1)
try:
    print(made23[1](8))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(made23[1]())
except Exception as error:
    print(type(error).__name__, error)
try:
    print(made23[-1]())
except Exception as error:
    print(type(error).__name__, error)
try:
    print(made23[1](9))
except Exception as error:
    print(type(error).__name__, error)
print(made23[0].__closure__ and [c.cell_contents for c in made23[0].__closure__ if not callable(c.cell_contents)], made23[0].__code__.co_freevars)
counter24 = 0
def bump25(n):
    global counter24
    counter24 = counter24 - n
    if n > 1: bump25(n - 1)
    return counter24
try:
    print(bump25(6))
except Exception as error:
    print(type(error).__name__, error)
funcs26 = [lambda n=n: n * 4 for n in range(1)] + [lambda: counter24]
print([f() for f in funcs26])
