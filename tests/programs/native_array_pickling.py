import array

def show(function, *arguments, **keywords):
    name = getattr(function, "__name__", "?")
    try:
        print(name, arguments, keywords or "", "->", function(*arguments, **keywords))
    except Exception as error:
        print(name, arguments, keywords or "", "!!", type(error).__name__, error)


print(array.array("i", [1, 2]).__reduce_ex__(2))
print(array.array("i", [1, 2]).__reduce_ex__(3)[1:])
rebuild = array._array_reconstructor
for code in range(22):
    for letter in "bBuhHiIlLqQfd":
        show(rebuild, array.array, letter, code, b"\0\0\0A" * 4 if code == 21 else b"A\0\0\0" * 4)
show(rebuild, 1, "i", 1, b""), show(rebuild, int, "i", 1, b""), show(rebuild, array.array, "i", 99, b"")
show(rebuild, array.array, "i", 1, "a"), show(rebuild, array.array, "i", 4, b"abc")
iterator = iter(array.array("i", [1, 2, 3]))
print(next(iterator), iterator.__reduce__()[1:])
iterator.__setstate__(0)
print(list(iterator), iterator.__reduce__()[1:])
