b = b"hello\x00\xff'"
print(b, len(b), b[0], b[1:3], b + b"x", b * 2, b"l" in b, 104 in b, b.hex(), b.hex("-"), bytes.fromhex("00 ff"), list(b[:3]))
print(b.upper(), b.find(b"l"), b.split(b"l"), b.replace(b"l", b"L"), b"a,b".partition(b","), b" x ".strip(), b"-".join([b"a", b"b"]))
a = bytearray(b"abc"); a.append(100); a.extend(b"ef"); a[0] = 65; a[1:3] = b"xyz!"; del a[-1]; print(a, a.pop(), bytes(a), a.decode())
m = memoryview(a); m[0] = 90; print(a, m[1:3].tobytes(), m.tolist()[:2], len(m), m.readonly); m.release()
print(bytes(3), bytes([1, 2]), bytes("é", "utf-8"), bytearray(2), b"%d %s" % (5, b"x"), b"abc" < b"abd", b"\x80".isascii(), ord(b"a"))
for bad in (lambda: bytes([256]), lambda: b"a" + "b", lambda: b"a"[5], lambda: bytes("x"), lambda: bytearray(b"x").index(b"y"), lambda: bytes(-1)):
    try:
        bad()
    except Exception as error:
        print(type(error).__name__, error)
