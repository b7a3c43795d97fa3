print('# unpackings')
try:
    [u1, u2] = iter([1, 2, 3])
    print(u1, u2)
except Exception as error:
    print(type(error).__name__, error)
try:
    (u3, [u4, (u5, u6), u7], (u8,)) = range(3)
    print(u3, u4, u5, u6, u7, u8)
except Exception as error:
    print(type(error).__name__, error)
try:
    (u9, *u16, u10, (*u15, (u11,), [u12,], [*u14, u13])) = 'abc'
    print(u9, u10, u11, u12, u13, u14, u15, u16)
except Exception as error:
    print(type(error).__name__, error)
try:
    [u17, u18, (u19, u20)] = ({2: None}, None)
    print(u17, u18, u19, u20)
except Exception as error:
    print(type(error).__name__, error)
try:
    for [*u22, u21] in ['abc', 'abc']: pass
    print(u21, u22)
except Exception as error:
    print(type(error).__name__, error)
try:
    for (u23, ([u24,], u25), *u27, u26) in [([0, 1], 2), ([0, 1], 2)]: pass
    print(u23, u24, u25, u26, u27)
except Exception as error:
    print(type(error).__name__, error)
try:
    print([*[8, 80], *(b'qz', '🐍\n.\n \n'), None])
except Exception as error:
    print(type(error).__name__, error)
try:
    print([*None])
except Exception as error:
    print(type(error).__name__, error)
try:
    print((*'-7', *range(0)))
except Exception as error:
    print(type(error).__name__, error)
try:
    a = b, *c = 'Ham'; print(a, b, c)
except Exception as error:
    print(type(error).__name__, error)
try:
    x, y = 1, 2; x, y = y, x; print(x, y); i, box = 0, [1, 2, 3]; i, box[i] = 2, 9; print(i, box)
except Exception as error:
    print(type(error).__name__, error)
