"""The name of a source: a path or bytes, or with a warning any buffer."""
for f in (memoryview(b'spam'), bytearray(b'spam'), list(b'x'), 'a\0b', b'a\0b', b'\xff'):
    try: c = compile('1', f, 'exec'); print(c.co_filename.encode('utf8','surrogateescape'))
    except Exception as e: print(type(e).__name__, e)
