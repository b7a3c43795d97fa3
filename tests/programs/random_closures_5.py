print('# closures')
def make1(a, b):
    total = 0
    history = []
    def inner2(x=b):
        nonlocal a
        a += min(x, x)
        history.append(total)
        return [lambda: (total, x, i) for i in range(1)][-1]()
    return inner2, lambda: (a, b, total, history)
made3 = make1(1, 2)
try:
    print(made3[-1]())
except Exception as error:
    print(type(error).__name__, error)
try:
    print(made3[-1]())
except Exception as error:
    print(type(error).__name__, error)
try:
    print(made3[0]())
except Exception as error:
    print(type(error).__name__, error)
try:
    print(made3[0]())
except Exception as error:
    print(type(error).__name__, error)
try:
    print(made3[0]())
except Exception as error:
    print(type(error).__name__, error)
print(made3[0].__closure__ and [c.cell_contents for c in made3[0].__closure__ if not callable(c.cell_contents)], made3[0].__code__.co_freevars)
counter4 = 0
def bump5(n):
    global counter4
    counter4 = counter4 - n
    if n > 1: bump5(n - 1)
    return counter4
try:
    print(bump5(2))
except Exception as error:
    print(type(error).__name__, error)
funcs6 = [lambda n=n: n * 2 for n in range(4)] + [lambda: counter4]
print([f() for f in funcs6])
