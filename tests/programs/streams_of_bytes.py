"""Files of bytes and text: reading, writing, positions, buffers."""

import _io
import posix

path = "/tmp/vivarium-test-%d" % posix.getpid()
with open(path, "wb") as file:
    print(file.write(b"one\ntwo\r\nthree"), file.tell(), type(file).__name__, file.mode)
with open(path, "rb") as file:
    print(file.read(5), file.tell(), file.readline(), file.read(), file.read())
    print(file.seek(0), file.peek(1)[:1], file.readlines())
    print(file.seek(-5, 2), file.read(), file.seekable(), file.readable(), file.writable())
    buffer = bytearray(4)
    file.seek(0)
    print(file.readinto(buffer), buffer, file.readline(2), file.fileno() > 2)
print(file.closed)
for action in (file.read, file.tell, file.readline):
    try:
        action()
    except ValueError as error:
        print(error)
with open(path, "r+b") as file:
    file.seek(4)
    file.write(b"TWO")
    file.seek(0)
    print(type(file).__name__, file.read(), file.truncate(3))
with open(path) as file:
    print(file.read(), file.encoding.lower(), file.mode, type(file).__name__, file.buffer is not None)
with open(path, "a") as file:
    print(file.write("é\nlast\n"))
with open(path, encoding="utf-8") as file:
    print(list(file))
    file.seek(0)
    print(file.readline(), end="")
    print(file.tell() > 0, file.read(2), file.readlines())
with open(path, "rb", buffering=0) as file:
    print(type(file).__name__, file.read(3), file.readall())
stream = _io.BytesIO(b"abc")
print(stream.read(1), stream.write(b"XY"), stream.getvalue(), stream.seek(0), stream.readlines(), stream.tell())
print(stream.truncate(1), stream.getvalue(), stream.seek(5), stream.write(b"z"), stream.getvalue())
wrapper = _io.TextIOWrapper(_io.BytesIO("a\r\nbé\n".encode()), encoding="utf-8")
print(wrapper.readline(), wrapper.read(), sep="|")
out = _io.BytesIO()
wrapper = _io.TextIOWrapper(out, encoding="utf-8", write_through=True)
print(wrapper.write("xé"), out.getvalue())
for mode in ("", "rw", "rbt", "z", "rr", "+"):
    try:
        open(path, mode)
    except ValueError as error:
        print(repr(mode), error)
for arguments in ({"mode": "rb", "encoding": "utf-8"}, {"buffering": 0}):
    try:
        open(path, **arguments)
    except ValueError as error:
        print(error)
posix.unlink(path)
try:
    open(path, "rb")
except FileNotFoundError as error:
    print(error.errno, error.strerror, error.filename == path)
