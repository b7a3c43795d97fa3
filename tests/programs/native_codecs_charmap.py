import _codecs

def show(function, *arguments, **keywords):
    name = getattr(function, "__name__", "?")
    try:
        print(name, arguments, keywords or "", "->", function(*arguments, **keywords))
    except Exception as error:
        print(name, arguments, keywords or "", "!!", type(error).__name__, error)


table = "".join(map(chr, range(128))) + "\u20ac\ufffe" + "".join(map(chr, range(130, 256)))
for errors in ("strict", "replace", "ignore", "backslashreplace"):
    show(lambda: ascii(_codecs.charmap_decode(b"a\x80\x81\xff", errors, table)))
    show(lambda: ascii(_codecs.charmap_decode(b"abcd", errors, {97: "x", 98: None, 99: 65, 100: "long"})))
    show(lambda: _codecs.charmap_encode("a\u20ac\u20ac\x81", errors, {97: 65, 0x20ac: b"EUR", 63: 33, 92: 47, 120: 88}))
print(_codecs.charmap_decode(b"a\xff", None, None), _codecs.charmap_encode("a\xff", None, None))
show(_codecs.charmap_decode, b"a", "strict", {97: 1.5}), show(_codecs.charmap_decode, b"a", "strict", {97: -1})
show(_codecs.charmap_encode, "a", "strict", {97: 256}), show(_codecs.charmap_encode, "a", "strict", {97: "b"})
show(_codecs.charmap_decode, b"a", "strict", {97: 0x110000}), show(_codecs.charmap_encode, "a", "strict", 5)
print(_codecs.escape_encode(b"a'\\\n\t\r\0\xff"), _codecs.escape_decode(rb"a\'\\\n\t\101\x41\7"))
for data in (b"\\x4", b"\\x", b"a\\", b"\\x4g", b"\\400"):
    for errors in ("strict", "replace", "ignore", "other"):
        show(_codecs.escape_decode, data, errors)
print(_codecs.readbuffer_encode("\xe9"), _codecs.readbuffer_encode(b"\xe9"), _codecs.readbuffer_encode(bytearray(b"x")))
show(_codecs.escape_encode, "a"), show(_codecs.readbuffer_encode, 1)
