print('# formats')
try:
    print(repr(1+2j), str(1+2j), ascii(1+2j))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(repr(7), str(7), ascii(7))
except Exception as error:
    print(type(error).__name__, error)
try:
    print('}'.format(True, 7, x=1))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(repr(format(1+2j, ' 7.0E')))
except Exception as error:
    print(type(error).__name__, error)
try:
    print('{:>8}'.format(38.75, 'gamma', x=1))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(repr(format(None, '04.3q')))
except Exception as error:
    print(type(error).__name__, error)
try:
    print('{:5}{:<3}'.format(-18446744073709551616, 'a b'))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(f"{5 !a:7}|{5:_E}|{5=}")
except Exception as error:
    print(type(error).__name__, error)
try:
    print(repr(True), str(True), ascii(True))
except Exception as error:
    print(type(error).__name__, error)
