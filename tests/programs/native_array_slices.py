from array import array
import sys

a = array("i", range(10))
for part in (slice(2, 5), slice(None, None, 2), slice(None, None, -1), slice(5, 2), slice(-3, None), slice(8, 1, -3)):
    print(part, a[part])
    for new in ([], [7], [7, 8, 9], list(range(20, 25)), list(range(20, 30))):
        b = a[:]
        try:
            b[part] = array("i", new)
            print(b.tolist(), sys.getsizeof(b))
        except Exception as error:
            print(type(error).__name__, error)
    b = a[:]
    del b[part]
    print(b, sys.getsizeof(b))
