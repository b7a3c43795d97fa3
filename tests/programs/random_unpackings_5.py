print('# unpackings')
try:
    (u1, *u5, ((u2, u3, u4),)) = [1, [2, 3], (4, 5)]
    print(u1, u2, u3, u4, u5)
except Exception as error:
    print(type(error).__name__, error)
try:
    for [u6, u7, *u9, u8] in ['abc', 'abc']: pass
    print(u6, u7, u8, u9)
except Exception as error:
    print(type(error).__name__, error)
try:
    (u10,) = ([0, 1], 2)
    print(u10)
except Exception as error:
    print(type(error).__name__, error)
try:
    for (u11, [(u12,),], (u13, u14, [*u17, u15, u16])) in [5, 5]: pass
    print(u11, u12, u13, u14, u15, u16, u17)
except Exception as error:
    print(type(error).__name__, error)
try:
    print([*6])
except Exception as error:
    print(type(error).__name__, error)
try:
    print({**{}, **{0x11: 7}})
except Exception as error:
    print(type(error).__name__, error)
try:
    print([*[..., ..., ...], *(91, 100, -2, -6), b'vf'])
except Exception as error:
    print(type(error).__name__, error)
try:
    print((*'XY,', *range(2)))
except Exception as error:
    print(type(error).__name__, error)
try:
    a = b, *c = '🐍 9-cc-X'; print(a, b, c)
except Exception as error:
    print(type(error).__name__, error)
try:
    x, y = 1, 2; x, y = y, x; print(x, y); i, box = 0, [1, 2, 3]; i, box[i] = 2, 9; print(i, box)
except Exception as error:
    print(type(error).__name__, error)
