print('# numbers')
try:
    print((1e-7) - (-0.0))
except Exception as error:
    print(type(error).__name__, error)
try:
    print((71) ** 0.5)
except Exception as error:
    print(type(error).__name__, error)
try:
    print(pow(36, 16, 15))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(int(''))
except Exception as error:
    print(type(error).__name__, error)
try:
    print([((y ^ (y % (y or 1))) + (y // ((x // (11 or 1)) or 1))) for x, y in [(-3, 1), (-6, 2)]])
except Exception as error:
    print(type(error).__name__, error)
try:
    print((1e300) // (54))
except Exception as error:
    print(type(error).__name__, error)
try:
    print([((+(x) // ((x & y) or 1)) // (sum([(x % (x or 1)), int(-3)][:1]) or 1)) for x, y in [(3, 9), (2, 4)]])
except Exception as error:
    print(type(error).__name__, error)
try:
    print((0x10) % (0.1))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(divmod(3.0, -2.25), round(3.0, -1), round(3.0))
except Exception as error:
    print(type(error).__name__, error)
