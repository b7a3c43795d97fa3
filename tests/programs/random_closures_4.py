print('# closures')
def make1(a, b):
    total = 0
    history = []
    def inner2(x=a):
        nonlocal a
        a += (x + x)
        history.append(total)
        def deep3():
            nonlocal history
            history = history[-3:] + [(14 + x)]
            return total, x
        return deep3()
    def inner4(x=b):
        nonlocal a
        a += -5
        history.append(total)
        def deep5():
            nonlocal history
            history = history[-3:] + [(-4 if 0 >= a else 4)]
            return total, x
        return deep5()
    def inner6(x=b):
        nonlocal total
        total += (lambda i, j=-2: i - j)(b)
        history.append(total)
        def deep7():
            nonlocal history
            history = history[-3:] + [min(17, a)]
            return total, x
        return deep7()
    return inner2, inner4, inner6, lambda: (a, b, total, history)
made8 = make1(0, 1)
try:
    print(made8[1]())
except Exception as error:
    print(type(error).__name__, error)
try:
    print(made8[1](5))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(made8[-1]())
except Exception as error:
    print(type(error).__name__, error)
print(made8[0].__closure__ and [c.cell_contents for c in made8[0].__closure__ if not callable(c.cell_contents)], made8[0].__code__.co_freevars)
counter9 = 0
def bump10(n):
    global counter9
    counter9 = counter9 * n
    if n > 1: bump10(n - 1)
    return counter9
try:
    print(bump10(4))
except Exception as error:
    print(type(error).__name__, error)
funcs11 = [lambda n=n: n * 3 for n in range(4)] + [lambda: counter9]
print([f() for f in funcs11])
print('# closures')
def make12(a, b):
    total = 0
    history = []
    def inner13(x=1):
        nonlocal total
        total += b
        history.append(total)
        return [lambda: (total, x, i) for i in range(2)][-1]()
    def inner14(x=1):
        nonlocal a
        a += b
        history.append(total)
        def deep15():
            nonlocal history
            history = history[-3:] + [3]
            return total, x
        return deep15()
    return inner13, inner14, lambda: (a, b, total, history)
made16 = make12(2, 3)
try:
    print(made16[-1](1))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(made16[-1]())
except Exception as error:
    print(type(error).__name__, error)
try:
    print(made16[-1]())
except Exception as error:
    print(type(error).__name__, error)
try:
    print(made16[0]())
except Exception as error:
    print(type(error).__name__, error)
try:
    print(made16[-1]())
except Exception as error:
    print(type(error).__name__, error)
print(made16[0].__closure__ and [c.cell_contents for c in made16[0].__closure__ if not callable(c.cell_contents)], made16[0].__code__.co_freevars)
counter17 = 0
def bump18(n):
    global counter17
    counter17 = counter17 + n
    if n > 1: bump18(n - 1)
    return counter17
try:
    print(bump18(5))
except Exception as error:
    print(type(error).__name__, error)
funcs19 = [lambda n=n: n * 2 for n in range(4)] + [lambda: counter17]
print([f() for f in funcs19])
