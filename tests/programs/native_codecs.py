import _codecs

def show(function, *arguments, **keywords):
    name = getattr(function, "__name__", "?")
    try:
        print(name, arguments, keywords or "", "->", function(*arguments, **keywords))
    except Exception as error:
        print(name, arguments, keywords or "", "!!", type(error).__name__, error)


texts = ["", "abc", "\xe9", "\u20ac", "\U0001f600", "a\ud800b", "\udc80"]
names = ["utf_8", "utf_16", "utf_16_le", "utf_16_be", "utf_32", "utf_32_le", "utf_32_be", "latin_1", "ascii",
         "unicode_escape", "raw_unicode_escape", "utf_7"]
for name in names:
    encode, decode = getattr(_codecs, name + "_encode"), getattr(_codecs, name + "_decode")
    for text in texts:
        for errors in (None, "strict", "ignore", "replace", "backslashreplace", "xmlcharrefreplace", "surrogatepass", "surrogateescape"):
            try:
                data = encode(text, errors)
                print(name, ascii(text), errors, data, ascii(decode(data[0], errors)))
            except Exception as error:
                print(name, ascii(text), errors, type(error).__name__, ascii(str(error)))
    show(encode), show(encode, 1), show(encode, "a", 1), show(decode), show(decode, 1), show(decode, b"a", 1)
for name in names:
    decode = getattr(_codecs, name + "_decode")
    for data in (b"\xe2\x82", b"a\xff", b"\x00\xd8", b"\\u12", b"\\x4", b"\xff\xfea\x00b", b"+AG", b"\\N{DIGIT ONE}"):
        for final in (False, True):
            try:
                print(name, data, final, ascii(decode(data, "strict", final)))
            except Exception as error:
                print(name, data, final, type(error).__name__, ascii(str(error)))
for order in (-1, 0, 1):
    print(_codecs.utf_16_encode("ab", None, order), _codecs.utf_32_encode("a", None, order))
    print(_codecs.utf_16_ex_decode(b"\xff\xfea\x00", None, order), _codecs.utf_16_ex_decode(b"a\x00", None, order))
