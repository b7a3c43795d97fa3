print('# loops')
def run1(a, b, c=3):
    log = []
    log.append((2, [i for i in range(3) if (i * i) >= (lambda i, j=12: i ^ j)(i)]))
    log.append((3, a))
    log.append((4, a))
    return a, b, c, log
try:
    print(run1(2, 2))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(run1(0, 2))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(run1(3, 6))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(run1(9, 6))
except Exception as error:
    print(type(error).__name__, error)
print('# loops')
def run5(a, b, c=3):
    log = []
    log.append((6, [i for i in range(2) if (lambda i, j=6: i + j)(i) < (i * i) <= i]))
    if (8 | b) < sum([c, b][:1]) <= 20:
        return a
    log.append((8, [i for i in range(3) if (i - i) < min(i, 4)]))
    return a, b, c, log
try:
    print(run5(0, 6))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(run5(0, 1))
except Exception as error:
    print(type(error).__name__, error)
print('# loops')
def run9(a, b, c=3):
    log = []
    log.append((10, [i for i in range(3) if sum([i, 16][:1]) >= -2]))
    log.append((11, c))
    return a, b, c, log
try:
    print(run9(5, 1))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(run9(0, 3))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(run9(9, 2))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(run9(6, 7))
except Exception as error:
    print(type(error).__name__, error)
