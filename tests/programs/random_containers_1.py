print('# containers')
box1 = [-5, 13]
try:
    print(box1.sort(key=lambda x: (5) - x))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(box1 < [2])
except Exception as error:
    print(type(error).__name__, error)
try:
    print(box1[3:3:3])
except Exception as error:
    print(type(error).__name__, error)
try:
    print(box1.clear())
except Exception as error:
    print(type(error).__name__, error)
print(box1)
try:
    print(box1.pop(3))
except Exception as error:
    print(type(error).__name__, error)
print(box1)
try:
    print(box1.extend([3, -9]))
except Exception as error:
    print(type(error).__name__, error)
print(box1)
try:
    print([*map(lambda a, b: (a, b), box1, [13, -3, -9])])
except Exception as error:
    print(type(error).__name__, error)
try:
    print(box1.__setitem__(slice(3, 3), []))
except Exception as error:
    print(type(error).__name__, error)
print(box1)
try:
    print(box1.extend([-7]))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(box1.copy() == box1)
except Exception as error:
    print(type(error).__name__, error)
try:
    print(sorted(box1, reverse=True))
except Exception as error:
    print(type(error).__name__, error)
print(box1)
try:
    print(box1.extend([5]))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(box1.copy() == box1)
except Exception as error:
    print(type(error).__name__, error)
print(box1)
try:
    print(box1.__delitem__(slice(-3, None, -3 or 1)))
except Exception as error:
    print(type(error).__name__, error)
print(box1)
try:
    print(box1.sort(reverse=True))
except Exception as error:
    print(type(error).__name__, error)
print(box1)
print(sorted(box1, key=repr))
print('# containers')
box2 = tuple([-3, 4, 9])
try:
    print(box2 < box2)
except Exception as error:
    print(type(error).__name__, error)
try:
    print(box2 < box2)
except Exception as error:
    print(type(error).__name__, error)
print(box2)
try:
    print(iter(box2).__length_hint__())
except Exception as error:
    print(type(error).__name__, error)
print(box2)
try:
    print(box2[0:0])
except Exception as error:
    print(type(error).__name__, error)
print(box2)
try:
    print(box2.count(1))
except Exception as error:
    print(type(error).__name__, error)
print(box2)
try:
    print(hash(box2) == hash(box2[:]))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(box2[0:0:2])
except Exception as error:
    print(type(error).__name__, error)
try:
    print(list(box2))
except Exception as error:
    print(type(error).__name__, error)
print(box2)
try:
    print(list(box2))
except Exception as error:
    print(type(error).__name__, error)
print(box2)
try:
    print(box2[3:])
except Exception as error:
    print(type(error).__name__, error)
print(box2)
try:
    print(box2[0:0])
except Exception as error:
    print(type(error).__name__, error)
print(box2)
print(sorted(box2, key=repr))
print('# containers')
box3 = [7, -2, -4, -7, 13, 8, -9]
try:
    print(box3.reverse())
except Exception as error:
    print(type(error).__name__, error)
print(box3)
try:
    print(box3.sort(reverse=True))
except Exception as error:
    print(type(error).__name__, error)
print(box3)
try:
    print(box3.pop(-2))
except Exception as error:
    print(type(error).__name__, error)
print(box3)
try:
    print(box3.__setitem__(slice(None, None, 2), [15, -4]))
except Exception as error:
    print(type(error).__name__, error)
print(box3)
try:
    print(box3.sort(reverse=False))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(box3.sort(key=lambda x: (1) - x))
except Exception as error:
    print(type(error).__name__, error)
print(box3)
try:
    print(list(zip(box3, [], strict=False)))
except Exception as error:
    print(type(error).__name__, error)
print(box3)
try:
    print(box3.remove(2))
except Exception as error:
    print(type(error).__name__, error)
print(box3)
try:
    print(box3 + [16, 10, 3])
except Exception as error:
    print(type(error).__name__, error)
print(box3)
try:
    print(box3 < [0, 4])
except Exception as error:
    print(type(error).__name__, error)
print(box3)
print(sorted(box3, key=repr))
