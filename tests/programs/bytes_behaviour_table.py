for call in ("b'abc'[0], b'abc'[1:], b'abc'[-1:]", "b'abc'[5]", "bytes([1, 300])", "bytes('a')", "b'a' + 'a'", "b'a' + bytearray(b'b'), bytearray(b'a') + b'b'", "b'abc'.find(b'c'), b'abc'.find(99), b'abc'.count(b'')", "b'abc'.find('c')", "98 in b'abc', b'bc' in b'abc'", "300 in b'abc'", "'a' in b'abc'", "b'a,b'.split(b','), b' a b '.split(), b'abc'.partition(b'b')", "b','.join([b'a', bytearray(b'b')])", "b','.join(['a'])", "b'ab'.hex(), b'abcd'.hex('-'), b'abcd'.hex(' ', 2)", "bytes.fromhex('61 62')", "bytes.fromhex('6')", "b'\\x00\\n\\'\"\\xff'", "b'%d|%s|%r|%a' % (5, b'x', 'y', 'é')", "b'%s' % 'x'", "b'AbC'.upper(), b'AbC'.lower(), b'ab'.title(), b'aB'.swapcase()", "b'abc'.translate(bytes.maketrans(b'a', b'z')), b'abc'.translate(None, b'b')", "b'12'.isdigit(), b''.isalpha(), b' '.isspace()", "b'x'.center(5, b'*'), b'7'.zfill(3), b'a'.ljust(2)", "b'a\\nb\\r\\nc'.splitlines(True)", "b'ab' * 2, b'ab' < b'b', b'a' == 'a', b'a' == bytearray(b'a')", "hash(b'a') == hash(bytearray(b'a'))", "b'abc'.decode('ascii', 'strict'), b'\\xff'.decode('utf-8', 'replace'), b'\\xff'.decode('latin-1')", "b'\\xff'.decode()", "b'a'.decode('nope')", "int.from_bytes(b'\\x01\\x00', 'big'), (256).to_bytes(2, 'little')", "(256).to_bytes(1, 'big')", "(-1).to_bytes(2, 'big')", "(-1).to_bytes(2, 'big', signed=True)"):
    try: print(call, "->", eval(call))
    except Exception as e: print(call, "!", type(e).__name__, e)
a = bytearray(b"hello")
a[0] = 72; a[1:3] = b"EY"; a.append(33); a.extend(b"??"); del a[-1]; a.insert(0, 62); a += b"!"; a *= 2
print(a, a.pop(), a.pop(0), len(a), a.remove(72), a.reverse(), a)
for f in (lambda: a.__setitem__(0, 300), lambda: a.__setitem__(0, "x"), lambda: a.append("a"), lambda: a.remove(1), lambda: bytearray().pop(), lambda: a.pop(999), lambda: a.__setitem__(slice(0, 1), 5), lambda: a.__setitem__(slice(0, 4, 2), b"x")):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
m = memoryview(a)
try: a.append(1)
except BufferError as e: print(e)
m[0] = 65; print(bytes(m[:3]), m.readonly, m.nbytes, m.format, m.shape, m[::2].tolist()[:2]); m.release(); a.append(1)
try: m[0]
except ValueError as e: print(e)
