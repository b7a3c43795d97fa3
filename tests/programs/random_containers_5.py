print('# containers')
box1 = {2.0: None, 2: -12, 0x00: float('inf')}
try:
    print(box1.values())
except Exception as error:
    print(type(error).__name__, error)
print(box1)
try:
    print(box1.pop())
except Exception as error:
    print(type(error).__name__, error)
print(box1)
try:
    print(box1.pop(2.0, None))
except Exception as error:
    print(type(error).__name__, error)
print(box1)
try:
    print(box1 | {2.0: -2})
except Exception as error:
    print(type(error).__name__, error)
print(box1)
try:
    print(box1.update([(1267650600228229401496703205376, 1.5)]))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(box1.setdefault(3, 5))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(box1.update(5))
except Exception as error:
    print(type(error).__name__, error)
print(box1)
try:
    print(box1 | {-2: -7})
except Exception as error:
    print(type(error).__name__, error)
try:
    print(box1.__ior__([(2.0, 1)]))
except Exception as error:
    print(type(error).__name__, error)
print(box1)
print(sorted(box1, key=repr))
