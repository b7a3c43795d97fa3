print('# numbers')
try:
    print((0.0) - (3))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(complex(0, 1.5))
except Exception as error:
    print(type(error).__name__, error)
try:
    print((1000000000000000000) ** 2)
except Exception as error:
    print(type(error).__name__, error)
try:
    print((float('inf')) / (-2.25))
except Exception as error:
    print(type(error).__name__, error)
try:
    print((123456.789) ** -1)
except Exception as error:
    print(type(error).__name__, error)
try:
    print((-5) == (1e16))
except Exception as error:
    print(type(error).__name__, error)
try:
    print((76) // (2))
except Exception as error:
    print(type(error).__name__, error)
try:
    print((85) + (1.5))
except Exception as error:
    print(type(error).__name__, error)
print('# numbers')
try:
    print(pow(76, -2, 37))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(divmod(-2, 60), round(-2, 0), round(-2))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(complex(0, -2))
except Exception as error:
    print(type(error).__name__, error)
try:
    print((-5) >= (7))
except Exception as error:
    print(type(error).__name__, error)
try:
    print((-11) ** 1)
except Exception as error:
    print(type(error).__name__, error)
try:
    print(str(10 ** 49 + 1), 5 ** 26 % 1000007)
except Exception as error:
    print(type(error).__name__, error)
