print('# numbers')
try:
    print((-4) >= (True))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(divmod(float('inf'), 3), round(float('inf'), 0), round(float('inf')))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(divmod(-6, True), round(-6, 1), round(-6))
except Exception as error:
    print(type(error).__name__, error)
try:
    print((-2) == (0.0))
except Exception as error:
    print(type(error).__name__, error)
try:
    print((float('nan')) ** 7)
except Exception as error:
    print(type(error).__name__, error)
try:
    print([min(((x % (y or 1)) % ((x & 13) or 1)), ((6 * y) % ((lambda i, j=x: i + j)(x) or 1))) for x, y in [(-9, -5), (1, 7)]])
except Exception as error:
    print(type(error).__name__, error)
try:
    print(divmod(0.1, 1e16), round(0.1, 2), round(0.1))
except Exception as error:
    print(type(error).__name__, error)
try:
    print([-5 for x, y in [(-3, -8), (0, 1)]])
except Exception as error:
    print(type(error).__name__, error)
try:
    print(complex('1+'))
except Exception as error:
    print(type(error).__name__, error)
try:
    print([sum([y, y][:2]) for x, y in [(-3, -8), (9, 4)]])
except Exception as error:
    print(type(error).__name__, error)
try:
    print((18) < (37))
except Exception as error:
    print(type(error).__name__, error)
try:
    print((37) + (3))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(divmod(float('nan'), 5), round(float('nan'), 1), round(float('nan')))
except Exception as error:
    print(type(error).__name__, error)
try:
    print((1e-7) - (float('nan')))
except Exception as error:
    print(type(error).__name__, error)
print('# numbers')
try:
    print((0.0) < (0b111))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(divmod(0b100, -0.0), round(0b100, -2), round(0b100))
except Exception as error:
    print(type(error).__name__, error)
try:
    print([((lambda i, j=-2: i + j)((x | y)) >> (((x | y) - (x ^ y)) % 8)) for x, y in [(-8, -9), (8, 3)]])
except Exception as error:
    print(type(error).__name__, error)
try:
    print((54) - (-2))
except Exception as error:
    print(type(error).__name__, error)
try:
    print((66) == (-2.25))
except Exception as error:
    print(type(error).__name__, error)
try:
    print([((~(-4) // ((11 % (y or 1)) or 1)) & (11 + (x >> (-2 % 8)))) for x, y in [(7, 7), (1, 7)]])
except Exception as error:
    print(type(error).__name__, error)
try:
    print(pow(74, 30, 8))
except Exception as error:
    print(type(error).__name__, error)
try:
    print((69) / (0))
except Exception as error:
    print(type(error).__name__, error)
try:
    print((1073741823) == (float('nan')))
except Exception as error:
    print(type(error).__name__, error)
print('# numbers')
try:
    print([19 for x, y in [(-7, -7), (-1, 4)]])
except Exception as error:
    print(type(error).__name__, error)
try:
    print((0x10).bit_length(), (0o01).bit_count())
except Exception as error:
    print(type(error).__name__, error)
try:
    print((-2.25) // (5))
except Exception as error:
    print(type(error).__name__, error)
try:
    print((38) & (0))
except Exception as error:
    print(type(error).__name__, error)
try:
    print([((sum([x, x][:2]) ^ abs(4)) ^ sum([~(y), x][:2])) for x, y in [(9, -7), (2, 4)]])
except Exception as error:
    print(type(error).__name__, error)
try:
    print((0b110) % (-6))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(pow(6, 28, 4))
except Exception as error:
    print(type(error).__name__, error)
