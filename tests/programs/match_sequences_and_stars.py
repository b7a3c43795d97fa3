def m(x):
    match x:
        case []: return "empty"
        case [1]: return "one"
        case [1, *rest]: return "starts with 1", rest
        case (a, b) if a == b: return "twins", a
        case [a, [b, *c], *_]: return "nested", a, b, c
        case [*front, 9]: return "ends in 9", front
        case [_, _]: return "pair"
        case [x, *_, y]: return "ends", x, y
        case _: return "other"
for one in ([], (), [1], (1,), [1, 2, 3], (4, 4), [0, [1, 2], 3], [5, 6, 9], (7, 8), range(3), range(5, 8), "ab", b"ab", bytearray(b"ab"), {1, 2}, {1: 2}, iter([1]), memoryview(b"ab"), [3]):
    print(type(one).__name__, m(one))
class Seq:
    def __len__(self): return 2
    def __getitem__(self, i): return i
print(m(Seq()))
