for a in (0, 1, -1, 7, -7, 10**20, -(10**20)):
    for b in (1, -1, 2, -3, 10**10):
        print(a, b, a + b, a - b, a * b, a // b, a % b, divmod(a, b), a & b, a | b, a ^ b)
print(2 ** 200, (-3) ** 5, pow(3, 200, 1000007), pow(3, -1, 11), 1 << 100 >> 98, -5 >> 1, ~12345678901234567890)
print(int("ff", 16), int("-0b101", 0), int("  42_000 "), int(3.99), int(-3.99), hex(255), oct(-8), bin(10))
print((255).bit_length(), (10**30).bit_count(), (1000).to_bytes(2, "big"), int.from_bytes(b"\xff\x00", "little", signed=True))
for bad in (lambda: 1 // 0, lambda: 1 % 0, lambda: 1 / 0, lambda: 0 ** -1, lambda: 1 << -1, lambda: int("x"), lambda: int("", 36)):
    try:
        bad()
    except Exception as error:
        print(type(error).__name__, error)
