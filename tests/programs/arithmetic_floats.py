import math
values = [0.0, -0.0, 1.0, 0.1, 1e16, 1e-5, 123456789.123, 1e300, float("inf"), float("-inf"), float("nan")]
for value in values:
    print(repr(value), str(value), f"{value:.3f}", f"{value:e}", f"{value:g}", f"{value:10.2f}|")
print(0.1 + 0.2, 1e308 * 10, 7.5 // 2, -7.5 // 2, 7.5 % -2, divmod(-7.5, 2), 2.0 ** 0.5, 2 ** -1, round(2.5), round(3.5), round(2.675, 2))
print((0.5).as_integer_ratio(), (3.0).is_integer(), float.fromhex("0x1.8p3"), (10.5).hex(), float(" 1_0.5e1 "))
print(math.floor(-1.5), math.ceil(1.2), math.sqrt(2), math.pi, math.isnan(values[-1]), math.gcd(12, 18), math.factorial(20))
print(1j * 1j, (1 + 2j) / (3 - 4j), abs(3 + 4j), complex("1-2j"), (1 + 2j).conjugate(), -0j, complex(0.0, -0.0))
for bad in (lambda: 1.0 / 0, lambda: 1.0 % 0, lambda: float("x"), lambda: int(float("nan")), lambda: int(float("inf")), lambda: 1j / 0, lambda: 10.0 ** 400):
    try:
        print(bad())
    except Exception as error:
        print(type(error).__name__, error)
