print('# unpackings')
try:
    [*u4, (u1, u2, u3)] = iter([1, 2, 3])
    print(u1, u2, u3, u4)
except Exception as error:
    print(type(error).__name__, error)
try:
    for [*u8, u5, u6, u7] in [5, 5]: pass
    print(u5, u6, u7, u8)
except Exception as error:
    print(type(error).__name__, error)
try:
    (u9, u10) = [[1, 2], [3], 'ab']
    print(u9, u10)
except Exception as error:
    print(type(error).__name__, error)
try:
    [(u11, [u12, u13], u14), [u15, *u16], (u17, u18)] = {1: 2, 3: 4}
    print(u11, u12, u13, u14, u15, u16, u17, u18)
except Exception as error:
    print(type(error).__name__, error)
try:
    (u19, *u21, u20) = {1: 2, 3: 4}
    print(u19, u20, u21)
except Exception as error:
    print(type(error).__name__, error)
try:
    for ([u22,],) in [[True], [True]]: pass
    print(u22)
except Exception as error:
    print(type(error).__name__, error)
try:
    [(u23, u24, *u25), *u33, (u26, u27, *u31, [*u30, u28, u29]), u32] = ([0, 1], 2)
    print(u23, u24, u25, u26, u27, u28, u29, u30, u31, u32, u33)
except Exception as error:
    print(type(error).__name__, error)
try:
    print({**{True: 2147483648, 'spam': 1.5, 94: 255}, **{'x': None, 0b111: 'spam'}})
except Exception as error:
    print(type(error).__name__, error)
try:
    print({**{87: 0b111, 1267650600228229401496703205376: ..., 0x11: -18446744073709551616}, **{16: True, 'tab\\t': None, 7: True, 'Ham': 0x00}})
except Exception as error:
    print(type(error).__name__, error)
try:
    a = b, *c = [float('nan')]; print(a, b, c)
except Exception as error:
    print(type(error).__name__, error)
try:
    x, y = 1, 2; x, y = y, x; print(x, y); i, box = 0, [1, 2, 3]; i, box[i] = 2, 9; print(i, box)
except Exception as error:
    print(type(error).__name__, error)
print('# unpackings')
try:
    [u34, [u35, *u38, [u36, *u37]], *u40, u39] = iter([1, 2, 3])
    print(u34, u35, u36, u37, u38, u39, u40)
except Exception as error:
    print(type(error).__name__, error)
try:
    (u41, u42) = [[1, 2], [3], 'ab']
    print(u41, u42)
except Exception as error:
    print(type(error).__name__, error)
try:
    (u43, u44) = ()
    print(u43, u44)
except Exception as error:
    print(type(error).__name__, error)
try:
    (([u45, u46, u47], *u48), u49) = iter([1, 2, 3])
    print(u45, u46, u47, u48, u49)
except Exception as error:
    print(type(error).__name__, error)
try:
    print({**86})
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
print('# unpackings')
try:
    [u50, *u51] = 5
    print(u50, u51)
except Exception as error:
    print(type(error).__name__, error)
try:
    (u52, u53, [u54, u55, *u56], *u57) = [{}]
    print(u52, u53, u54, u55, u56, u57)
except Exception as error:
    print(type(error).__name__, error)
try:
    (u58,) = [None, None, {26, 24, 3, 18, 25}]
    print(u58)
except Exception as error:
    print(type(error).__name__, error)
try:
    ([*u60, u59], u61, *u63, u62) = ([0, 1], 2)
    print(u59, u60, u61, u62, u63)
except Exception as error:
    print(type(error).__name__, error)
try:
    [u64, u65, u66] = 5
    print(u64, u65, u66)
except Exception as error:
    print(type(error).__name__, error)
try:
    for [*u69, u67, u68] in ['abc', 'abc']: pass
    print(u67, u68, u69)
except Exception as error:
    print(type(error).__name__, error)
try:
    (u70, u71, u72) = [[1, 2], [3], 'ab']
    print(u70, u71, u72)
except Exception as error:
    print(type(error).__name__, error)
try:
    print({**{2.0: b'JJRgWy'}, **{3: None, 'alpha': True, 'a\na\n9': None}})
except Exception as error:
    print(type(error).__name__, error)
try:
    a = b, *c = [b'\\yRs', 77, 'beta']; print(a, b, c)
except Exception as error:
    print(type(error).__name__, error)
try:
    x, y = 1, 2; x, y = y, x; print(x, y); i, box = 0, [1, 2, 3]; i, box[i] = 0, 9; print(i, box)
except Exception as error:
    print(type(error).__name__, error)
