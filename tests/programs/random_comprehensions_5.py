print('# comprehensions')
data1 = [20, 18, 13, 9, 17, 16, -2]
try:
    print([f(2) for f in [lambda x, i=i: x + i for i in data1]], [f() for f in [lambda: i for i in data1]])
except Exception as error:
    print(type(error).__name__, error)
class Scope2:
    size = 2
    items = [i for i in range(size)]
    try:
        other = [size for i in range(size)]
    except Exception as error:
        print(type(error).__name__, error)
    lazy = list(map(lambda i: i * 2, items))
    print(items, lazy, sorted(n for n in locals() if n[0] != '_'))
try:
    print(sorted({i for i in data1 if (i or i) <= (i % (i or 1))}))
except Exception as error:
    print(type(error).__name__, error)
try:
    print([[(sum([i, 18][:2]) * 10) for j in range(3) if j != i] for i in data1[:3]])
except Exception as error:
    print(type(error).__name__, error)
print('# comprehensions')
data3 = [0, 4, -4, 1, 7]
try:
    print([f(2) for f in [lambda x, i=i: x + i for i in data3]], [f() for f in [lambda: i for i in data3]])
except Exception as error:
    print(type(error).__name__, error)
try:
    print(sorted({i for i in data3 if (15 and i) % 4 == 2}))
except Exception as error:
    print(type(error).__name__, error)
class Scope4:
    size = 2
    items = [i for i in range(size)]
    try:
        other = [size for i in range(size)]
    except Exception as error:
        print(type(error).__name__, error)
    lazy = list(map(lambda i: i * 2, items))
    print(items, lazy, sorted(n for n in locals() if n[0] != '_'))
try:
    print({i % 4: (8 << (19 % 8)) for i in data3 for j in range(3)})
except Exception as error:
    print(type(error).__name__, error)
try:
    print([[max((j % (i or 1)), (j << (j % 8))) for j in range(3) if j != i] for i in data3[:3]])
except Exception as error:
    print(type(error).__name__, error)
