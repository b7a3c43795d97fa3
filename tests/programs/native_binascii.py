import binascii

def show(function, *arguments, **keywords):
    name = getattr(function, "__name__", "?")
    try:
        print(name, arguments, keywords or "", "->", function(*arguments, **keywords))
    except Exception as error:
        print(name, arguments, keywords or "", "!!", type(error).__name__, error)


samples = [b"", b"a", b"ab", b"abc", b"abcd", bytes(range(256)), b"Hello, World!\n", b"a" * 45, b"a" * 46]
for data in samples:
    for function in (binascii.hexlify, binascii.b2a_uu, binascii.b2a_base64, binascii.crc32):
        show(function, data)
    show(binascii.crc_hqx, data, 12345), show(binascii.crc32, data, -1), show(binascii.crc32, data, 2**33 + 5)
    show(binascii.b2a_base64, data, newline=False), show(binascii.b2a_uu, data, backtick=True)
    show(binascii.a2b_base64, binascii.b2a_base64(data)), show(binascii.unhexlify, binascii.hexlify(data))
    for separator, count in ((b":", 1), ("-", 2), ("-", -3), ("-", 0), ("ab", 1), (1, 1), (b"", 1)):
        show(binascii.hexlify, data[:20], separator, count)
for text in ("YWJj", "YWI=", "YWI", "Y", "YWJjZ", "=YWI=", "YW=I=", "YWI=a", "YW==YW==", "Y W J j", "YWJj!", "\xe9", "====", "YQ==\n"):
    show(binascii.a2b_base64, text), show(binascii.a2b_base64, text, strict_mode=True)
for text in ("", "a", "zz", "AB", b"0g", 1, None, bytearray(b"ff"), "\xe9\xe9"):
    show(binascii.unhexlify, text)
for line in (b"", b" ", b"#86)C\n", b"#86)C  ", b"#86)Cx", b"#86\x7f", b"!", b"M"):
    show(binascii.a2b_uu, line)
print(binascii.Error.__mro__, binascii.Incomplete.__mro__)
