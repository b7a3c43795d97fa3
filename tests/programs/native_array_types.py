from array import array, typecodes

def show(function, *arguments, **keywords):
    name = getattr(function, "__name__", "?")
    try:
        print(name, arguments, keywords or "", "->", function(*arguments, **keywords))
    except Exception as error:
        print(name, arguments, keywords or "", "!!", type(error).__name__, error)


VALUES = [0, 1, -1, 127, 128, -128, -129, 255, 256, 32767, 32768, -32768, -32769, 65535, 65536, 2**31 - 1, 2**31, -2**31, -2**31 - 1,
    2**32 - 1, 2**32, 2**63 - 1, 2**63, -2**63, -2**63 - 1, 2**64 - 1, 2**64, 2**200, -2**200, 1.5, 1e40, "a", None, True, b"a"]
for code in typecodes + "x":
    show(array, code)
    for value in VALUES:
        show(array, code, [value])
    show(array, code, b"12345678")
    show(array, code, b"123")
    show(array, code, "abc")
    show(array, code, range(3))
    show(array, code, array("u", "ab"))
    show(array, code, array("d", [1, 2]))
for arguments in ((), ("i", [1], 2), (1,), ("ii",), (None,)):
    show(array, *arguments)
