print('# unpackings')
try:
    for (*u2, u1) in [(), ()]: pass
    print(u1, u2)
except Exception as error:
    print(type(error).__name__, error)
try:
    [u3,] = ([0, 1], 2)
    print(u3)
except Exception as error:
    print(type(error).__name__, error)
try:
    (u4, *u5) = 'abc'
    print(u4, u5)
except Exception as error:
    print(type(error).__name__, error)
try:
    (u6, u7) = 'abc'
    print(u6, u7)
except Exception as error:
    print(type(error).__name__, error)
try:
    ([u8, [u9, u10, *u11]],) = {1: 2, 3: 4}
    print(u8, u9, u10, u11)
except Exception as error:
    print(type(error).__name__, error)
try:
    (*u15, u12, u13, u14) = ({9, 22, 11, 18},)
    print(u12, u13, u14, u15)
except Exception as error:
    print(type(error).__name__, error)
try:
    [u16, u17] = range(3)
    print(u16, u17)
except Exception as error:
    print(type(error).__name__, error)
try:
    print(print(*[], sep=None, end='|\n'))
except Exception as error:
    print(type(error).__name__, error)
try:
    print({**{2.0: 1e300, 30: ..., 5: 'gamma', 2.0: float('inf')}, **{2.0: 'été', 39: b':]PVq\xe5', 2.0: None}})
except Exception as error:
    print(type(error).__name__, error)
try:
    a = b, *c = []; print(a, b, c)
except Exception as error:
    print(type(error).__name__, error)
try:
    x, y = 1, 2; x, y = y, x; print(x, y); i, box = 0, [1, 2, 3]; i, box[i] = 2, 9; print(i, box)
except Exception as error:
    print(type(error).__name__, error)
print('# unpackings')
try:
    ([u18,], u19, *u21, u20) = range(3)
    print(u18, u19, u20, u21)
except Exception as error:
    print(type(error).__name__, error)
try:
    for [*u25, u22, u23, u24] in [[[1, 2], [3], 'ab'], [[1, 2], [3], 'ab']]: pass
    print(u22, u23, u24, u25)
except Exception as error:
    print(type(error).__name__, error)
try:
    for ([*u28, u26, u27], u29, (u30, u31)) in [{1: 2, 3: 4}, {1: 2, 3: 4}]: pass
    print(u26, u27, u28, u29, u30, u31)
except Exception as error:
    print(type(error).__name__, error)
try:
    [u32, *u33] = range(3)
    print(u32, u33)
except Exception as error:
    print(type(error).__name__, error)
try:
    print({**{2.0: ..., 2: 0.0}, **{'0': 1e-7, '0': b't\x0e', -2: True}})
except Exception as error:
    print(type(error).__name__, error)
try:
    print([*[32, 1e-7], *(b'S', ..., b'cy', b'N^iJXx'), b'nl`xIA'])
except Exception as error:
    print(type(error).__name__, error)
try:
    a = b, *c = range(4); print(a, b, c)
except Exception as error:
    print(type(error).__name__, error)
try:
    x, y = 1, 2; x, y = y, x; print(x, y); i, box = 0, [1, 2, 3]; i, box[i] = 1, 9; print(i, box)
except Exception as error:
    print(type(error).__name__, error)
