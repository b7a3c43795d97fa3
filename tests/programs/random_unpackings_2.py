print('# unpackings')
try:
    for (u1, u2, *u5, (u3, *u4)) in [iter([1, 2, 3]), iter([1, 2, 3])]: pass
    print(u1, u2, u3, u4, u5)
except Exception as error:
    print(type(error).__name__, error)
try:
    [[(u6, *u7), u8], u9, u10] = [[1, 2], [3], 'ab']
    print(u6, u7, u8, u9, u10)
except Exception as error:
    print(type(error).__name__, error)
try:
    [u11, u12, *u13] = [[1, 2], [3], 'ab']
    print(u11, u12, u13)
except Exception as error:
    print(type(error).__name__, error)
try:
    ((*u15, u14),) = [3, {2.0: b'eWAHFd', -1: 2}, (0.0, 23, True, None)]
    print(u14, u15)
except Exception as error:
    print(type(error).__name__, error)
try:
    for [u16, u17] in [5, 5]: pass
    print(u16, u17)
except Exception as error:
    print(type(error).__name__, error)
try:
    [u18, u19, (u20, *u21)] = ([-5, 10, None], (None, 2, None))
    print(u18, u19, u20, u21)
except Exception as error:
    print(type(error).__name__, error)
try:
    (u22, [u23,]) = {1: 2, 3: 4}
    print(u22, u23)
except Exception as error:
    print(type(error).__name__, error)
try:
    print({*[2, -1, 14, 9, 1, -5]} == set())
except Exception as error:
    print(type(error).__name__, error)
try:
    print({**...})
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
    [u24, u25, [u26, *u31, [u27, u28, u29], (u30,)]] = {1: 2, 3: 4}
    print(u24, u25, u26, u27, u28, u29, u30, u31)
except Exception as error:
    print(type(error).__name__, error)
try:
    [u32, (u33,)] = {1: 2, 3: 4}
    print(u32, u33)
except Exception as error:
    print(type(error).__name__, error)
try:
    ((*u35, u34), u36) = [[1, 2], [3], 'ab']
    print(u34, u35, u36)
except Exception as error:
    print(type(error).__name__, error)
try:
    [[u37, u38, [u39, u40]], *u43, [u41, u42]] = [[], {11, 2, 10, 25}, 0x00, {}]
    print(u37, u38, u39, u40, u41, u42, u43)
except Exception as error:
    print(type(error).__name__, error)
try:
    [(u44, *u47, [u45, *u46]), u48] = 'abc'
    print(u44, u45, u46, u47, u48)
except Exception as error:
    print(type(error).__name__, error)
try:
    for (u49, u50, u51) in [[[1, 2], [3], 'ab'], [[1, 2], [3], 'ab']]: pass
    print(u49, u50, u51)
except Exception as error:
    print(type(error).__name__, error)
try:
    [[*u54, [u52, u53]], *u64, (*u62, [*u57, u55, u56], u58, (u59, u60, u61)), u63] = range(3)
    print(u52, u53, u54, u55, u56, u57, u58, u59, u60, u61, u62, u63, u64)
except Exception as error:
    print(type(error).__name__, error)
try:
    print([*[True, 44, 1e300], *(), 0b101])
except Exception as error:
    print(type(error).__name__, error)
try:
    print([*['z', 1e300, 92], *(0.0, ..., -19), -2.25])
except Exception as error:
    print(type(error).__name__, error)
try:
    print({*[6, 6, 0, 3]} == set())
except Exception as error:
    print(type(error).__name__, error)
try:
    a = b, *c = '-7'; print(a, b, c)
except Exception as error:
    print(type(error).__name__, error)
try:
    x, y = 1, 2; x, y = y, x; print(x, y); i, box = 0, [1, 2, 3]; i, box[i] = 1, 9; print(i, box)
except Exception as error:
    print(type(error).__name__, error)
print('# unpackings')
try:
    [u65, u66, u67] = 5
    print(u65, u66, u67)
except Exception as error:
    print(type(error).__name__, error)
try:
    (u68, u69, u70) = 5
    print(u68, u69, u70)
except Exception as error:
    print(type(error).__name__, error)
try:
    [*u72, u71] = [1, [2, 3], (4, 5)]
    print(u71, u72)
except Exception as error:
    print(type(error).__name__, error)
try:
    [u73,] = (0,)
    print(u73)
except Exception as error:
    print(type(error).__name__, error)
try:
    [u74,] = 5
    print(u74)
except Exception as error:
    print(type(error).__name__, error)
try:
    (*u76, u75) = {1: 2, 3: 4}
    print(u75, u76)
except Exception as error:
    print(type(error).__name__, error)
try:
    for (u77, u78) in [range(3), range(3)]: pass
    print(u77, u78)
except Exception as error:
    print(type(error).__name__, error)
try:
    print([*True])
except Exception as error:
    print(type(error).__name__, error)
try:
    print(print(*["q'q", 'tab\\t'], sep=5, end='|\n'))
except Exception as error:
    print(type(error).__name__, error)
try:
    print({**{35: None, 'a🐍,XX': 255, '': True}, **{2.0: 'z', 3: 0x01, 73: ..., 0o00: 7}})
except Exception as error:
    print(type(error).__name__, error)
try:
    print({**3.0})
except Exception as error:
    print(type(error).__name__, error)
try:
    a = b, *c = [b'KT_*A']; print(a, b, c)
except Exception as error:
    print(type(error).__name__, error)
try:
    x, y = 1, 2; x, y = y, x; print(x, y); i, box = 0, [1, 2, 3]; i, box[i] = 2, 9; print(i, box)
except Exception as error:
    print(type(error).__name__, error)
