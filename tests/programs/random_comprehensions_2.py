print('# comprehensions')
data1 = [13, 3, 5, -1, -6, 9]
try:
    print([(last2 := i) for i in data1 if i >= (not 13)], [last2])
except Exception as error:
    print(type(error).__name__, error)
try:
    print([+((-1 if i >= i else i)) for i in data1 if i not in ((not 8), 3, 4)])
except Exception as error:
    print(type(error).__name__, error)
try:
    print(sum(i for i in data1 if (5 - 9) > (6 - i)))
except Exception as error:
    print(type(error).__name__, error)
print('# comprehensions')
data3 = [17, 7, 16, -4]
try:
    print([(last4 := i) for i in data3 if (i % (i or 1)) < (i // (i or 1)) <= i], [last4])
except Exception as error:
    print(type(error).__name__, error)
try:
    print({i % 4: (j % (19 or 1)) for i in data3 for j in range(1)})
except Exception as error:
    print(type(error).__name__, error)
print('# comprehensions')
data5 = [-3, 7]
try:
    print([(last6 := i) for i in data5 if -(i) >= (i | i)], [last6])
except Exception as error:
    print(type(error).__name__, error)
try:
    print([[sum([(j >> (6 % 8)), (j & i)][:1]) for j in range(3) if j != i] for i in data5[:3]])
except Exception as error:
    print(type(error).__name__, error)
try:
    print([(last7 := i) for i in data5 if int(i) < (i % (i or 1))], [last7])
except Exception as error:
    print(type(error).__name__, error)
