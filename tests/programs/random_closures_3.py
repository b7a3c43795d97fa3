print('# closures')
def make1(a, b):
    total = 0
    history = []
    def inner2(x=b):
        nonlocal total, b
        total += (9 - x)
        history.append(total)
        return [lambda: (total, x, i) for i in range(2)][-1]()
    def inner3(x=b):
        nonlocal a
        a += (x - 11)
        history.append(total)
        return [lambda: (total, x, i) for i in range(2)][-1]()
    return inner2, inner3, lambda: (a, b, total, history)
made4 = make1(3, 1)
try:
    print(made4[1](3))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(made4[-1]())
except Exception as error:
    print(type(error).__name__, error)
try:
    print(made4[1]())
except Exception as error:
    print(type(error).__name__, error)
print(made4[0].__closure__ and [c.cell_contents for c in made4[0].__closure__ if not callable(c.cell_contents)], made4[0].__code__.co_freevars)
counter5 = 0
def bump6(n):
    global counter5
    counter5 = counter5 + n
    if n > 1: bump6(n - 1)
    return counter5
try:
    print(bump6(5))
except Exception as error:
    print(type(error).__name__, error)
funcs7 = [lambda n=n: n * 2 for n in range(2)] + [lambda: counter5]
print([f() for f in funcs7])
