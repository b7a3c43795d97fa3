print('# formats')
try:
    print(repr(-2.25), str(-2.25), ascii(-2.25))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(repr(format(b'B\xf1', ',E')))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(f"{5 !s:^6}|{5:=10,G}|{5=}")
except Exception as error:
    print(type(error).__name__, error)
try:
    print(repr(1+2j), str(1+2j), ascii(1+2j))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(f"{1e16 !r:>0}|{1e16:z,.4o}|{1e16=}")
except Exception as error:
    print(type(error).__name__, error)
try:
    print(f"{0x10 !r:>0}|{0x10:#7.3d}|{0x10=}")
except Exception as error:
    print(type(error).__name__, error)
try:
    print('{:{}}'.format(b'_\x00\xa1j\xafb', 5))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(repr(format([1, 'a'], '-#4.1%')))
except Exception as error:
    print(type(error).__name__, error)
print('# formats')
try:
    print(repr(format(float('inf'), ' >+08,s')))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(f"{58 !r:11}|{58: >-#6x}|{58=}")
except Exception as error:
    print(type(error).__name__, error)
try:
    print(repr(format(0x00, '0=#.1X')))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(repr(format(0.0, '=.7d')))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(repr(format(0.1, '+02,o')))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(f"{89 !s:<5}|{89:é^-_o}|{89=}")
except Exception as error:
    print(type(error).__name__, error)
try:
    print('%#c|' % ('0',))
except Exception as error:
    print(type(error).__name__, error)
