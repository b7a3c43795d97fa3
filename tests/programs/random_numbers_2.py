print('# numbers')
try:
    print((1e16) / (0x10))
except Exception as error:
    print(type(error).__name__, error)
try:
    print((1+2j) - (3-1j))
except Exception as error:
    print(type(error).__name__, error)
try:
    print((30) / (0))
except Exception as error:
    print(type(error).__name__, error)
try:
    print((-12) ** 0.5)
except Exception as error:
    print(type(error).__name__, error)
try:
    print((85) + (float('nan')))
except Exception as error:
    print(type(error).__name__, error)
try:
    print((23) - (5))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(divmod(0.1, 10), round(0.1, 0), round(0.1))
except Exception as error:
    print(type(error).__name__, error)
try:
    print((28) - (0o10))
except Exception as error:
    print(type(error).__name__, error)
try:
    print((4) << 65, (63) >> 39)
except Exception as error:
    print(type(error).__name__, error)
try:
    print((-13) ** 3)
except Exception as error:
    print(type(error).__name__, error)
try:
    print((86) * (0.0))
except Exception as error:
    print(type(error).__name__, error)
try:
    print((float('nan')) | (0.1))
except Exception as error:
    print(type(error).__name__, error)
print('# numbers')
try:
    print([(int((6 if y >= x else 18)) % (sum([(x - 6), y][:1]) or 1)) for x, y in [(-5, 4), (7, 9)]])
except Exception as error:
    print(type(error).__name__, error)
try:
    print(divmod(0b100, 3.0), round(0b100, 2), round(0b100))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(divmod(0.1, 84.125), round(0.1, 2), round(0.1))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(chr(20), ord('z'))
except Exception as error:
    print(type(error).__name__, error)
try:
    print((float('inf')) < (1073741823))
except Exception as error:
    print(type(error).__name__, error)
try:
    print((82) % (255))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(divmod(0.0, 0.0), round(0.0, 3), round(0.0))
except Exception as error:
    print(type(error).__name__, error)
try:
    print([(((x - 2) // ((y and 10) or 1)) // (8 or 1)) for x, y in [(-7, 0), (4, 4)]])
except Exception as error:
    print(type(error).__name__, error)
try:
    print((-90.625) ** 2)
except Exception as error:
    print(type(error).__name__, error)
try:
    print(float('y'))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(divmod(53, 10), round(53, -2), round(53))
except Exception as error:
    print(type(error).__name__, error)
try:
    print((0x01) == (1.5))
except Exception as error:
    print(type(error).__name__, error)
print('# numbers')
try:
    print((0o00) + (96))
except Exception as error:
    print(type(error).__name__, error)
try:
    print((76) // (-18446744073709551616))
except Exception as error:
    print(type(error).__name__, error)
try:
    print((123456.789) ** False)
except Exception as error:
    print(type(error).__name__, error)
try:
    print(divmod(0b101, float('nan')), round(0b101, 2), round(0b101))
except Exception as error:
    print(type(error).__name__, error)
try:
    print([(min(abs(y), min(y, -1)) ^ +((x & y))) for x, y in [(6, -3), (8, 8)]])
except Exception as error:
    print(type(error).__name__, error)
try:
    print([15 for x, y in [(-5, 6), (-9, 8)]])
except Exception as error:
    print(type(error).__name__, error)
try:
    print((-19) < (87))
except Exception as error:
    print(type(error).__name__, error)
try:
    print((1000000000000000000) >= (1e16))
except Exception as error:
    print(type(error).__name__, error)
try:
    print([x for x, y in [(0, -9), (-7, 5)]])
except Exception as error:
    print(type(error).__name__, error)
try:
    print((-2.25) + (-2.25))
except Exception as error:
    print(type(error).__name__, error)
