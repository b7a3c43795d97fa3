print('# strings')
try:
    print('eggs'.split())
except Exception as error:
    print(type(error).__name__, error)
try:
    print('x'.partition(True))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(',🐍-1ß9' < 7)
except Exception as error:
    print(type(error).__name__, error)
try:
    print('tab\\t'.istitle())
except Exception as error:
    print(type(error).__name__, error)
try:
    print(b'cMk'.zfill(0))
except Exception as error:
    print(type(error).__name__, error)
try:
    print('42' in 10)
except Exception as error:
    print(type(error).__name__, error)
try:
    print('x'.translate('a b'))
except Exception as error:
    print(type(error).__name__, error)
try:
    print('b_Y\n🐍🐍ß1'[1::1], 'b_Y\n🐍🐍ß1'[False])
except Exception as error:
    print(type(error).__name__, error)
try:
    print('€'.rindex('ZZ ß.9-', -1))
except Exception as error:
    print(type(error).__name__, error)
try:
    print('9ZaaX'.isspace())
except Exception as error:
    print(type(error).__name__, error)
try:
    print(b'\xc3\xa9\xff'.decode('latin-1'))
except Exception as error:
    print(type(error).__name__, error)
try:
    print('été'.encode('ascii', 'xmlcharrefreplace'))
except Exception as error:
    print(type(error).__name__, error)
print('# strings')
try:
    print('.bX0a\n1'.partition(2, '*'))
except Exception as error:
    print(type(error).__name__, error)
try:
    print('spam'.lower())
except Exception as error:
    print(type(error).__name__, error)
try:
    print('gamma'.lower())
except Exception as error:
    print(type(error).__name__, error)
try:
    print(b'\x8eYW'.decode())
except Exception as error:
    print(type(error).__name__, error)
try:
    print(b'_yd'[10], b'_yd'[True:], list(b'_yd'))
except Exception as error:
    print(type(error).__name__, error)
try:
    print('gamma'.lower())
except Exception as error:
    print(type(error).__name__, error)
try:
    print(b'STq[`S' in 5)
except Exception as error:
    print(type(error).__name__, error)
print('# strings')
try:
    print('x'.swapcase())
except Exception as error:
    print(type(error).__name__, error)
try:
    print(int.from_bytes(b'', 'x', signed=True))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(''.isascii())
except Exception as error:
    print(type(error).__name__, error)
try:
    print('Ham' + False)
except Exception as error:
    print(type(error).__name__, error)
try:
    print('x'.isdigit())
except Exception as error:
    print(type(error).__name__, error)
try:
    print('' in 'b')
except Exception as error:
    print(type(error).__name__, error)
try:
    print('42'.startswith('spam', 0))
except Exception as error:
    print(type(error).__name__, error)
