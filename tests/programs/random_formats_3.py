print('# formats')
try:
    print(f"{5 !a:^2}|{5:x= 12_x}|{5=}")
except Exception as error:
    print(type(error).__name__, error)
try:
    print(repr('0'), str('0'), ascii('0'))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(repr(format(85, '#03c')))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(repr('eggs'), str('eggs'), ascii('eggs'))
except Exception as error:
    print(type(error).__name__, error)
try:
    print('%-r|' % (b'OJs',))
except Exception as error:
    print(type(error).__name__, error)
try:
    print('{{}}'.format(b'I', '19 .🐍\n.'))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(repr(b"'X\x97v`"), str(b"'X\x97v`"), ascii(b"'X\x97v`"))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(repr('119c_9'), str('119c_9'), ascii('119c_9'))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(repr(format(53, 'z2.3E')))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(repr(None), str(None), ascii(None))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(f"{5 !a:5}|{5:z7,X}|{5=}")
except Exception as error:
    print(type(error).__name__, error)
try:
    print('%-o|' % (3.0,))
except Exception as error:
    print(type(error).__name__, error)
