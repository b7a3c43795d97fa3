print('# comprehensions')
data1 = [-3, 14, -1, 2]
try:
    print({i % 4: (i // (3 or 1)) for i in data1 for j in range(0)})
except Exception as error:
    print(type(error).__name__, error)
try:
    print({i % 5: (5 ^ j) for i in data1 for j in range(2)})
except Exception as error:
    print(type(error).__name__, error)
print('# comprehensions')
data2 = [18, 2, -1, 0, 4, -6, 20]
class Scope3:
    size = 4
    items = [i for i in range(size)]
    try:
        other = [size for i in range(size)]
    except Exception as error:
        print(type(error).__name__, error)
    lazy = list(map(lambda i: i * 2, items))
    print(items, lazy, sorted(n for n in locals() if n[0] != '_'))
try:
    print(any((last4 := i) > 3 for i in data2), last4)
except Exception as error:
    print(type(error).__name__, error)
try:
    print([[i for j in range(3) if j != i] for i in data2[:3]])
except Exception as error:
    print(type(error).__name__, error)
try:
    print([(last5 := i) for i in data2 if not (i + 19) < (lambda i, j=i: i + j)(i)], [last5])
except Exception as error:
    print(type(error).__name__, error)
print('# comprehensions')
data6 = [17, -3, 2, -8, 3, 0]
try:
    print(sorted({i for i in data6 if (i << (i % 8)) % 2 == 1}))
except Exception as error:
    print(type(error).__name__, error)
class Scope7:
    size = 3
    items = [i for i in range(size)]
    try:
        other = [size for i in range(size)]
    except Exception as error:
        print(type(error).__name__, error)
    lazy = list(map(lambda i: i * 2, items))
    print(items, lazy, sorted(n for n in locals() if n[0] != '_'))
try:
    print({**{i: i for i in data6[:2]}, **{0: ..., 'alpha': True}, 'z': [*data6[:1], *range(2)]})
except Exception as error:
    print(type(error).__name__, error)
try:
    print(sum((min(i, 3) >> (max(8, i) % 8)) for i in data6 if i <= (i << (i % 8))))
except Exception as error:
    print(type(error).__name__, error)
