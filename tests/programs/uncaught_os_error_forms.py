for args in ((), (1,), (2, "words"), (2, "words", "file"), (2, "words", "a", None, "b"), (9999, "unknown"), ("x", "y")):
    e = OSError(*args)
    print(type(e).__name__, e, e.args, e.errno, e.strerror, e.filename, e.filename2)
raise OSError(13, "denied", b"bytes name")
