for f in (lambda: "é".encode("ascii"), lambda: b"\xff".decode(), lambda: "\ud800".encode(), lambda: "a€b".encode("latin-1"), lambda: b"ab\x80cd\x81".decode("ascii")):
    try: f()
    except UnicodeError as e: print(type(e).__name__, e, e.start, e.end, e.reason, e.encoding)
e = UnicodeTranslateError("abc", 1, 2, "why")
print(e, e.object)
b"\xe2\x82".decode("utf-8")
