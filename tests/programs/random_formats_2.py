print('# formats')
try:
    print(repr(0.1), str(0.1), ascii(0.1))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(repr(format(-17, ' 09,.7s')))
except Exception as error:
    print(type(error).__name__, error)
try:
    print('%1e|' % ("q'q",))
except Exception as error:
    print(type(error).__name__, error)
try:
    print('%-9x|' % (1+2j,))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(f"{5 !r:^6}|{5:+z2,.8F}|{5=}")
except Exception as error:
    print(type(error).__name__, error)
try:
    print(repr(format(True, '2X')))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(repr(1e300), str(1e300), ascii(1e300))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(repr(format(0o01, 'z0_.2d')))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(repr(format(1+2j, '0> z_X')))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(repr(format(True, ' #06_.2F')))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(repr(format('a b', '^ 9,c')))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(f"{5 !a:10}|{5:é=-z9.3g}|{5=}")
except Exception as error:
    print(type(error).__name__, error)
print('# formats')
try:
    print(f"{True !s:<7}|{True:=#11,}|{True=}")
except Exception as error:
    print(type(error).__name__, error)
try:
    print(repr(format(1+2j, ' 2.7x')))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(repr(format(81, '0e')))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(repr(format('Y\n', 'é>_s')))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(f"{None !a:<7}|{None: <-04,.5}|{None=}")
except Exception as error:
    print(type(error).__name__, error)
try:
    print(f"{-70.75 !s:9}|{-70.75:-z_x}|{-70.75=}")
except Exception as error:
    print(type(error).__name__, error)
try:
    print(f"{None !a:^3}|{None:é= _q}|{None=}")
except Exception as error:
    print(type(error).__name__, error)
try:
    print(f"{64 !s:>12}|{64:*^z0.0g}|{64=}")
except Exception as error:
    print(type(error).__name__, error)
try:
    print(repr(None), str(None), ascii(None))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(repr(format(None, '0_.8f')))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(repr(format(b'debh', ' ^x')))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(repr(format(76, '+1c')))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(repr(format(None, 'x=.4c')))
except Exception as error:
    print(type(error).__name__, error)
print('# formats')
try:
    print('%+7d|' % (0b110,))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(repr(format(0o00, ' #F')))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(repr(format(1+2j, '_.4%')))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(repr(format([1, 'a'], '+#.4f')))
except Exception as error:
    print(type(error).__name__, error)
try:
    print('%#9.4X|' % (1+2j,))
except Exception as error:
    print(type(error).__name__, error)
try:
    print('{} {}'.format(3.0, 'spam', x=1))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(f"{0o01 !a:>3}|{0o01:=zb}|{0o01=}")
except Exception as error:
    print(type(error).__name__, error)
try:
    print(repr(format(3.0, '#8_.7E')))
except Exception as error:
    print(type(error).__name__, error)
try:
    print('%s|' % ('alpha',))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(repr(1073741823), str(1073741823), ascii(1073741823))
except Exception as error:
    print(type(error).__name__, error)
