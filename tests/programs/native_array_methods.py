from array import array

def show(function, *arguments, **keywords):
    name = getattr(function, "__name__", "?")
    try:
        print(name, arguments, keywords or "", "->", function(*arguments, **keywords))
    except Exception as error:
        print(name, arguments, keywords or "", "!!", type(error).__name__, error)


b = array("i", range(6))
for key, value in ((3, "x"), (99, 1), (slice(0, 1), [1]), (slice(0, 1), array("h", [1])), ("a", 1)):
    show(b.__setitem__, key, value)
for key in ("a", 99, -11, 2**70, -1):
    show(b.__getitem__, key)
for arguments in ((3,), (3, 1), (3, 3), (3, -5), (3, 0, 2), (99,), ("a",), (3, "x")):
    show(b.index, *arguments)
show(b.remove, 3), show(b.remove, 333), show(b.pop, 0), show(b.pop, 99), show(array("i").pop)
show(b.insert, 0, 5), show(b.insert, -1, 6), show(b.insert, 99, 7), show(b.insert, -99, 8), print(b)
b.reverse(), print(b), b.byteswap(), print(b), b.byteswap()
show(b.extend, [1, 2]), show(b.extend, array("h", [1])), show(b.extend, 5), show(b.extend, ["a"]), print(b)
show(b.fromlist, [1, "a"]), show(b.fromlist, (1,)), show(b.frombytes, b"1234"), show(b.frombytes, b"123"), print(b)
u = array("u", "h\u20ac")
print(ascii(u), ascii(u.tounicode()), len(u))
show(b.tounicode), show(u.append, "ab"), show(u.fromunicode, 1)
print(b + b, b * 2, b * 0, 2 * b, 7 in b, b.count(1))
show(lambda: b + [1])
for x in (array("i", [1, 2]), array("d", [1, 2]), array("b", [1, 3]), array("i"), array("d", [float("nan")])):
    for y in (array("i", [1, 2]), array("i", [1, 2, 3]), array("Q", [2**63]), array("d", [float("nan")])):
        print([x < y, x <= y, x == y, x != y, x > y, x >= y])
match array("i", [1, 2]):
    case [p, q]:
        print("sequence", p, q)
