print('# containers')
box1 = {0: 'y', 100: 1e16, 2.0: 1e16}
try:
    print(box1.__ior__([('-7', 1)]))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(box1.setdefault(-2, b'L\xde\x83'))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(box1.setdefault(-2, b'CIyTf'))
except Exception as error:
    print(type(error).__name__, error)
print(box1)
try:
    print(box1.values())
except Exception as error:
    print(type(error).__name__, error)
print(box1)
try:
    print(sorted(map(repr, box1.keys() | {5})))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(box1.update(5))
except Exception as error:
    print(type(error).__name__, error)
print(box1)
try:
    print(box1.values())
except Exception as error:
    print(type(error).__name__, error)
try:
    print(box1.setdefault(2.0, 1e300))
except Exception as error:
    print(type(error).__name__, error)
print(box1)
try:
    print(box1 | {'alpha': ''})
except Exception as error:
    print(type(error).__name__, error)
try:
    print({**box1, 'z': 1})
except Exception as error:
    print(type(error).__name__, error)
print(box1)
try:
    print(sorted(map(repr, box1.keys() | {5})))
except Exception as error:
    print(type(error).__name__, error)
print(box1)
try:
    print(box1.update([('été', 0b100)]))
except Exception as error:
    print(type(error).__name__, error)
print(box1)
try:
    print(dict.fromkeys([1, 9, 10], b':]PVq\xe5'))
except Exception as error:
    print(type(error).__name__, error)
print(box1)
try:
    print(box1.pop())
except Exception as error:
    print(type(error).__name__, error)
print(box1)
try:
    print(dict([(1, 2, 3)]))
except Exception as error:
    print(type(error).__name__, error)
print(sorted(box1, key=repr))
print('# containers')
box2 = [-2, 15, 16, 11, -6, -3]
try:
    print(box2[4:4:4])
except Exception as error:
    print(type(error).__name__, error)
print(box2)
try:
    print(list(zip(box2, [12, -8], strict=False)))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(box2.__setitem__(-2, b'BwW.Mr'))
except Exception as error:
    print(type(error).__name__, error)
print(box2)
try:
    print([*map(lambda a, b: (a, b), box2, [17, -2])])
except Exception as error:
    print(type(error).__name__, error)
print(box2)
try:
    print(box2.insert(6, True))
except Exception as error:
    print(type(error).__name__, error)
print(box2)
try:
    print(box2.index(5))
except Exception as error:
    print(type(error).__name__, error)
print(box2)
print(sorted(box2, key=repr))
