print('# comprehensions')
data1 = [-6, -8, -5, 13, 9, -3]
try:
    print([f(2) for f in [lambda x, i=i: x + i for i in data1]], [f() for f in [lambda: i for i in data1]])
except Exception as error:
    print(type(error).__name__, error)
try:
    print({i % 3: (j // (j or 1)) for i in data1 for j in range(3)})
except Exception as error:
    print(type(error).__name__, error)
try:
    print({i % 2: (j >> (j % 8)) for i in data1 for j in range(3)})
except Exception as error:
    print(type(error).__name__, error)
try:
    print(sum(i for i in data1 if (18 - 20) > (-5 - i)))
except Exception as error:
    print(type(error).__name__, error)
try:
    print([f(2) for f in [lambda x, i=i: x + i for i in data1]], [f() for f in [lambda: i for i in data1]])
except Exception as error:
    print(type(error).__name__, error)
print('# comprehensions')
data2 = [7, 10, -3, 18, 14, 1]
try:
    print(sorted({(i | max(i, i)) for i in data2 if not (not 13) < i}))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(sorted({(min(i, 19) << (2 % 8)) for i in data2 if not (i + 11) < (-2 * i)}))
except Exception as error:
    print(type(error).__name__, error)
try:
    print([(last3 := i) for i in data2 if 9 > i], [last3])
except Exception as error:
    print(type(error).__name__, error)
try:
    print([[(lambda i, j=(-3 + j): i ^ j)((i // (i or 1))) for j in range(3) if j != i] for i in data2[:3]])
except Exception as error:
    print(type(error).__name__, error)
print('# comprehensions')
data4 = [2, 15, 5, 3]
try:
    print({**{i: i for i in data4[:2]}, **{1: -2, 0x10: None, -3: 5, 49: 1.5}, 'z': [*data4[:1], *range(2)]})
except Exception as error:
    print(type(error).__name__, error)
try:
    print({**{i: i for i in data4[:2]}, **{5: ..., 'été': 45}, 'z': [*data4[:1], *range(2)]})
except Exception as error:
    print(type(error).__name__, error)
try:
    print([(last5 := i) for i in data4 if (17 >> (11 % 8)) < (i if i == 11 else i)], [last5])
except Exception as error:
    print(type(error).__name__, error)
