n = 3 ** 500
print(n, len(str(n)), n % 97, n // 3 ** 498, -n // 7 % 1000, n >> 700, n & 0xffff, (n << 3) - n * 8, int(str(n)) == n, hash(n) == hash(n + 0))
def fact(k):
    r = 1
    for i in range(2, k + 1): r *= i
    return r
print(fact(100), fact(50) // fact(48), fact(200) % (10 ** 9 + 7), pow(fact(30), 65537, 10 ** 40 + 7))
print(10 ** 40 // 10 ** 20, -(10 ** 40) // 3, 10 ** 40 % -7, (10 ** 20) ** 2 == 10 ** 40, 10 ** 30 / 10 ** 10, float(10 ** 25), int(1e25), 2 ** 64 - 1 | 2 ** 70, ~(2 ** 65))
print(f"{10 ** 25:,}", f"{2 ** 80:x}", f"{2 ** 70:e}", "%d" % 2 ** 70 if False else "%d" % (2 ** 70), (2 ** 100).bit_length(), divmod(-10 ** 25, 10 ** 12), round(12345678901234567890, -10))
for bad in (lambda: int("1" * 5000), lambda: str(10 ** 5000), lambda: 1 / 10 ** 400, lambda: float(10 ** 400), lambda: 10 ** 400 / 3):
    try: bad()
    except Exception as e: print(type(e).__name__, e)
