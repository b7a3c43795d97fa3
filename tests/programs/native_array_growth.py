from array import array
import sys
for code in "bhlqdIu":
    grown, last = array(code), None
    for number in range(300):
        size = sys.getsizeof(grown)
        if size != last:
            print(code, len(grown), size)
            last = size
        grown.append("x" if code == "u" else 1)
    while grown:
        size = sys.getsizeof(grown)
        if size != last:
            print(code, len(grown), size)
            last = size
        grown.pop()
a = array("i", range(10))
print([sys.getsizeof(x) for x in (a, array("i", [1, 2]), array("i", b"1234" * 3), a[2:5], a * 3, a + a, a[::2])])
