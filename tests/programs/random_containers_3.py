print('# containers')
box1 = tuple([14, 9, 19, 5, 7, 4])
try:
    print(box1.count(1))
except Exception as error:
    print(type(error).__name__, error)
print(box1)
try:
    print(box1 * 2)
except Exception as error:
    print(type(error).__name__, error)
try:
    print(5 in box1)
except Exception as error:
    print(type(error).__name__, error)
try:
    print(hash(box1) == hash(box1[:]))
except Exception as error:
    print(type(error).__name__, error)
print(box1)
try:
    print(-3 in box1)
except Exception as error:
    print(type(error).__name__, error)
print(box1)
try:
    print(box1.__getitem__('a'))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(box1 < box1)
except Exception as error:
    print(type(error).__name__, error)
try:
    print(box1 + (1,))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(len(box1))
except Exception as error:
    print(type(error).__name__, error)
print(box1)
print(sorted(box1, key=repr))
