print('# loops')
def run1(a, b, c=3):
    log = []
    if (a % (20 or 1)) > (14 >> (c % 8)):
        log.append((3, [i for i in range(1) if (i * i) == i]))
        log.append((4, [i for i in range(3) if not i < (i and 0)]))
    a |= (13 & c)
    b = (b - (c if 0 <= b else b)) % 1000
    return a, b, c, log
try:
    print(run1(8, 2))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(run1(6, 6))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(run1(7, 3))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(run1(7, 7))
except Exception as error:
    print(type(error).__name__, error)
print('# loops')
def run7(a, b, c=3):
    log = []
    log.append((8, [i for i in range(1) if min(i, i) < i <= i]))
    log.append((9, [i for i in range(1) if (i ^ i) <= (i | 7)]))
    log.append((10, a))
    return a, b, c, log
try:
    print(run7(-3, 8))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(run7(7, 5))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(run7(5, 0))
except Exception as error:
    print(type(error).__name__, error)
