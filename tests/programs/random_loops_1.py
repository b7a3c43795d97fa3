print('# loops')
def run1(a, b, c=3):
    log = []
    log.append((2, a))
    return a, b, c, log
try:
    print(run1(3, 6))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(run1(2, 7))
except Exception as error:
    print(type(error).__name__, error)
print('# loops')
def run3(a, b, c=3):
    log = []
    b = 12 % 1000
    log.append((5, [i for i in range(5) if -(i) != (6 * i)]))
    log.append((6, [i for i in range(0) if (lambda i, j=i: i + j)(14) <= min(7, i)]))
    return a, b, c, log
try:
    print(run3(-1, 6))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(run3(-1, 7))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(run3(-4, 6))
except Exception as error:
    print(type(error).__name__, error)
print('# loops')
def run7(a, b, c=3):
    log = []
    b = b % 1000
    log.append((9, [i for i in range(2) if (6 * i) not in ((lambda i, j=i: i + j)(i), 5, 3)]))
    log.append((10, a))
    return a, b, c, log
try:
    print(run7(1, 6))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(run7(7, 9))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(run7(-1, 4))
except Exception as error:
    print(type(error).__name__, error)
