import _struct
import sys

def show(function, *arguments, **keywords):
    name = getattr(function, "__name__", "?")
    try:
        print(name, arguments, keywords or "", "->", function(*arguments, **keywords))
    except Exception as error:
        print(name, arguments, keywords or "", "!!", type(error).__name__, error)


compiled = _struct.Struct("<h5s2q")
print(compiled.format, compiled.size, sys.getsizeof(compiled))
show(compiled.pack, 1, b"abc", 3, 4)
show(compiled.pack, 1)
show(compiled.unpack, b"1" * 23)
show(compiled.unpack, b"1")
show(compiled.unpack_from, b"1" * 30, offset=2)
iterator = compiled.iter_unpack(b"2" * 46)
print(iterator.__length_hint__(), next(iterator), iterator.__length_hint__(), list(iterator), iterator.__length_hint__())
buffer = bytearray(20)
for arguments in (("hh", buffer, 0, 1, 2), ("hh", buffer, 17, 1, 2), ("hh", buffer, -4, 3, 4), ("hh", buffer, -3, 3, 4),
                  ("hh", buffer, -25, 3, 4), ("hh", b"xxxx", 0, 1, 2), ("hh", buffer, 0, 1), ("hh", buffer), ("hh",), (),
                  ("hh", buffer, "a", 1, 2), ("h5s", buffer, 6, 1, b"abc"), ("3s", buffer, 0, "a"), ("5p", buffer, 0, b"abcdefgh")):
    show(_struct.pack_into, *arguments)
    print(buffer)
show(_struct.Struct)
show(_struct.Struct, 1)
show(_struct.pack)
print(_struct.error.__mro__)
class Mine(_struct.Struct):
    def __init__(self, extra):
        super().__init__("hh")
        self.extra = extra
mine = Mine(5)
print(mine.extra, mine.size, mine.pack(1, 2))
