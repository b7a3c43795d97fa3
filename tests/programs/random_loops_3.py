print('# loops')
def run1(a, b, c=3):
    log = []
    log.append((2, [i for i in range(2) if 0 < -4 <= i]))
    return a, b, c, log
try:
    print(run1(9, 9))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(run1(1, 9))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(run1(9, 3))
except Exception as error:
    print(type(error).__name__, error)
print('# loops')
def run3(a, b, c=3):
    log = []
    log.append((4, [i for i in range(2) if -5 != -5]))
    return a, b, c, log
try:
    print(run3(-1, 7))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(run3(7, 2))
except Exception as error:
    print(type(error).__name__, error)
