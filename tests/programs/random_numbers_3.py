print('# numbers')
try:
    print(divmod(123456.789, True), round(123456.789, 1), round(123456.789))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(sum([float('nan'), -2.25, float('nan')]), min(float('nan'), -2.25), max(float('nan'), -2.25))
except Exception as error:
    print(type(error).__name__, error)
try:
    print((2) ^ (0.1))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(divmod(1e16, False), round(1e16, 1), round(1e16))
except Exception as error:
    print(type(error).__name__, error)
try:
    print((32) % (-12))
except Exception as error:
    print(type(error).__name__, error)
try:
    print([(lambda i, j=x: i + j)((x << ((x ^ 7) % 8))) for x, y in [(2, 4), (1, 4)]])
except Exception as error:
    print(type(error).__name__, error)
try:
    print(int('été'))
except Exception as error:
    print(type(error).__name__, error)
try:
    print((4) ** 2)
except Exception as error:
    print(type(error).__name__, error)
try:
    print(divmod(-9, 9223372036854775808), round(-9, 3), round(-9))
except Exception as error:
    print(type(error).__name__, error)
try:
    print((1e16) // (3.0))
except Exception as error:
    print(type(error).__name__, error)
try:
    print((0.0) % (float('nan')))
except Exception as error:
    print(type(error).__name__, error)
try:
    print((0o01) ** 0.5)
except Exception as error:
    print(type(error).__name__, error)
