print('# loops')
def run1(a, b, c=3):
    log = []
    for b in range(0):
        log.append((3, [i for i in range(2) if i not in ((i if not i < i else i), 1, 9)]))
    return a, b, c, log
try:
    print(run1(-1, 5))
except Exception as error:
    print(type(error).__name__, error)
print('# loops')
def run4(a, b, c=3):
    log = []
    log.append((5, c))
    return a, b, c, log
try:
    print(run4(-4, 3))
except Exception as error:
    print(type(error).__name__, error)
print('# loops')
def run6(a, b, c=3):
    log = []
    log.append((7, c))
    b = max(int(c), (c // (a or 1))) % 1000
    log.append((9, [i for i in range(2) if (i & 9) >= sum([i, i][:1])]))
    return a, b, c, log
try:
    print(run6(0, 5))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(run6(-5, 1))
except Exception as error:
    print(type(error).__name__, error)
