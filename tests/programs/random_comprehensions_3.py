print('# comprehensions')
data1 = [-5, 6, -1, -8, -3, 11]
try:
    print(sorted({(lambda i, j=-5: i + j)(-5) for i in data1 if -4 < (17 and i)}))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(sorted({((i or -1) % ((lambda i, j=i: i - j)(i) or 1)) for i in data1 if (0 & i) in (min(3, 6), 5, 7)}))
except Exception as error:
    print(type(error).__name__, error)
print('# comprehensions')
data2 = [19, 3, 11, -3, -5]
try:
    print([[i for j in range(1) if j != i] for i in data2[:3]])
except Exception as error:
    print(type(error).__name__, error)
try:
    print([(last3 := i) for i in data2 if (i // (3 or 1)) < -4 <= 13], [last3])
except Exception as error:
    print(type(error).__name__, error)
class Scope4:
    size = 1
    items = [i for i in range(size)]
    try:
        other = [size for i in range(size)]
    except Exception as error:
        print(type(error).__name__, error)
    lazy = list(map(lambda i: i * 2, items))
    print(items, lazy, sorted(n for n in locals() if n[0] != '_'))
