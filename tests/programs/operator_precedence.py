print(2 + 3 * 4 ** 2 // 5 % 7 - -1, (2 + 3) * 4, 2 ** 3 ** 2, -2 ** 2, not 1 == 2, 1 < 2 == True, 1 | 2 ^ 3 & 4 << 1, ~1 + 1, 5 - 3 - 1, 100 / 10 / 2)
print(1 if 0 else 2 if 0 else 3, lambda x: x if x else 0, not not [], 1 in [1] == [1], "a" "b" * 2, -1 .real, 1 .bit_length(), [1, 2][0] + 1, 3 and 0 or 5) if False else print(1 if 0 else 2 if 0 else 3, not not [], "a" "b" * 2, 1 .bit_length(), 3 and 0 or 5)
x = 5; x += 3; x -= 1; x *= 2; x //= 3; x **= 2; x %= 7; x <<= 3; x >>= 1; x |= 1; x &= 0xf; x ^= 2; x /= 2; print(x)
