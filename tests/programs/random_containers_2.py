print('# containers')
box1 = tuple([9, -3])
try:
    print(box1 == box1[:])
except Exception as error:
    print(type(error).__name__, error)
print(box1)
try:
    print(box1[0:0])
except Exception as error:
    print(type(error).__name__, error)
try:
    print(hash(box1) == hash(box1[:]))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(box1[::-1])
except Exception as error:
    print(type(error).__name__, error)
print(box1)
try:
    print(box1.index(0))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(box1.index(6))
except Exception as error:
    print(type(error).__name__, error)
print(box1)
try:
    print(5 in box1)
except Exception as error:
    print(type(error).__name__, error)
print(box1)
try:
    print(box1 + (1,))
except Exception as error:
    print(type(error).__name__, error)
print(sorted(box1, key=repr))
print('# containers')
box2 = {0}
try:
    print(box2 <= {4})
except Exception as error:
    print(type(error).__name__, error)
try:
    print(box2.intersection_update([15, 20, 15]))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(sorted(box2 ^ {5, 2}))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(box2 < box2)
except Exception as error:
    print(type(error).__name__, error)
try:
    print(len(box2))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(sorted(box2 - {-2}))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(len(box2))
except Exception as error:
    print(type(error).__name__, error)
print(sorted(box2, key=repr))
print('# containers')
box3 = {23, 18, 10}
try:
    print(box3.isdisjoint([11, -3]))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(sorted(box3 | {-2}))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(box3)
except Exception as error:
    print(type(error).__name__, error)
try:
    print(box3.add([]))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(sorted(map(repr, box3.union([], 'ab'))))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(sorted(box3 ^ {-1, 2}))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(box3.remove(-3))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(sorted(box3 | {3}))
except Exception as error:
    print(type(error).__name__, error)
print(sorted(box3, key=repr))
