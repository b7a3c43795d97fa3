print('# formats')
try:
    print(repr(format(71, 'x=-z#7.6f')))
except Exception as error:
    print(type(error).__name__, error)
try:
    print('%5.2%|' % ('alpha',))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(repr(format(60, 'é^03.7s')))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(f"{1+2j !r:^6}|{1+2j:0>-1.3f}|{1+2j=}")
except Exception as error:
    print(type(error).__name__, error)
try:
    print(f"{23 !r:^0}|{23:x^-z0.4}|{23=}")
except Exception as error:
    print(type(error).__name__, error)
try:
    print(f"{-17 !s:<10}|{-17:z#11_%}|{-17=}")
except Exception as error:
    print(type(error).__name__, error)
try:
    print(f"{5 !a:>8}|{5:+#12F}|{5=}")
except Exception as error:
    print(type(error).__name__, error)
try:
    print(f"{5 !r:>11}|{5:-#q}|{5=}")
except Exception as error:
    print(type(error).__name__, error)
try:
    print(repr(format(None, '0>-9,d')))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(f"{5 !r:<6}|{5:>04.7}|{5=}")
except Exception as error:
    print(type(error).__name__, error)
try:
    print('% 2i|' % (b'W\xcb3',))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(f"{None !r:<7}|{None:x^-01o}|{None=}")
except Exception as error:
    print(type(error).__name__, error)
try:
    print(repr(format(57, ' 0_.1d')))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(repr(format('0', 'z#.2b')))
except Exception as error:
    print(type(error).__name__, error)
print('# formats')
try:
    print(f"{None !s:^11}|{None:+4,q}|{None=}")
except Exception as error:
    print(type(error).__name__, error)
try:
    print(repr(1+2j), str(1+2j), ascii(1+2j))
except Exception as error:
    print(type(error).__name__, error)
try:
    print('%a|' % (10,))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(repr(format(b'', '+#.1x')))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(repr(format(float('nan'), '*^#,.5')))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(repr(format(1.5, ' ,.5g')))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(repr(format(None, '-z,o')))
except Exception as error:
    print(type(error).__name__, error)
try:
    print('%07a|' % (b'',))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(repr(format(True, '0^ #4,.8')))
except Exception as error:
    print(type(error).__name__, error)
print('# formats')
try:
    print(f"{-6 !s:0}|{-6:z0,q}|{-6=}")
except Exception as error:
    print(type(error).__name__, error)
try:
    print(repr(format(None, '0=z013e')))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(repr(format(-0.0, '-z#4_.5s')))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(repr(format(None, '0^+0,F')))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(repr(format(1e-7, '0<+7_o')))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(f"{True !a:2}|{True:^+z#,.3}|{True=}")
except Exception as error:
    print(type(error).__name__, error)
try:
    print(repr(format(b']\x99Jz', '>+_.0X')))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(f"{5 !r:>3}|{5:é^ 0c}|{5=}")
except Exception as error:
    print(type(error).__name__, error)
try:
    print(repr(format(62, '=+1.2q')))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(repr(format(True, ' .4f')))
except Exception as error:
    print(type(error).__name__, error)
try:
    print('%+.0f|' % (1+2j,))
except Exception as error:
    print(type(error).__name__, error)
