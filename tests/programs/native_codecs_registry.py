import _codecs

def show(function, *arguments, **keywords):
    name = getattr(function, "__name__", "?")
    try:
        print(name, arguments, keywords or "", "->", function(*arguments, **keywords))
    except Exception as error:
        print(name, arguments, keywords or "", "!!", type(error).__name__, error)


def search(name):
    print("search", name)
    if name == "reversed":
        return (lambda text, errors="strict": (text[::-1].encode(), len(text)),
                lambda data, errors="strict": (bytes(data)[::-1].decode(), len(data)), None, None)
_codecs.register(search)
print(_codecs.encode("abc", "reversed"), _codecs.decode(b"abc", "reversed"), "abc".encode("reversed"), b"abc".decode("reversed"))
show(_codecs.lookup, "no such thing")
show(_codecs.register, 1), show(_codecs.lookup, 1), show(_codecs.encode, "a", 1), show(_codecs.encode)
for name in ("strict", "ignore", "replace", "xmlcharrefreplace", "backslashreplace", "namereplace", "surrogatepass", "surrogateescape"):
    handler = _codecs.lookup_error(name)
    print(handler.__name__)
    for error in (UnicodeEncodeError("ascii", "a\u20ac\ud800b", 1, 3, "why"), UnicodeDecodeError("utf-8", b"a\xff\xfeb", 1, 3, "why"),
                  UnicodeTranslateError("a\u20acb", 1, 2, "why"), 1):
        try:
            print(ascii(handler(error)))
        except Exception as raised:
            print(type(raised).__name__, ascii(str(raised)))
show(_codecs.lookup_error, "nobody")
def handler(error):
    return (f"<{error.start}-{error.end}>", error.end)
_codecs.register_error("mine", handler)
print("a\u20ac\u20acb".encode("ascii", "mine"), b"a\xffb".decode("utf-8", "mine"), _codecs.lookup_error("mine") is handler)
for result in (1, ("a",), ("a", "b"), ("a", 99), (1, 2)):
    _codecs.register_error("mine", lambda error: result)
    show("a\u20acb".encode, "ascii", "mine")
show(_codecs.register_error, "x", 1)
