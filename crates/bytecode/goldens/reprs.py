"""repr and hash of constants, and the order of sets of them."""
import sys

FLOATS = [0.0, -0.0, 1.0, -1.5, 0.1, 1e15, 1e16, 1.5e16, 123456789012345678.0, 1e22, 1e23, 1e100, 1e308, 5e-324,
          1e-4, 1e-5, 0.0001234, 2.98023223876953125e-08, 1e999, -1e999, 2.5, 3.0e5, 9007199254740993.0]
for value in FLOATS:
    print(value.hex(), repr(value), hash(value))
PARTS = [0.0, -0.0, 1.0, -2.5, 1e999, 1e30]
for real in PARTS:
    for imag in PARTS:
        value = complex(real, imag)
        print(real.hex(), imag.hex(), repr(value), hash(value))
for value in [0, 1, -1, -2, 256, 2**31, 2**61 - 2, 2**61 - 1, 2**61, 2**63 - 1, -2**63, 2**64, 10**40, -10**40]:
    print("int", value, hash(value))
STRINGS = ["", "a", "abc", "it's", 'say "x"', "both ' and \"", "\n\t\r\\\0\x7f", "é", "naïve", "\xad", "ÿ", "Ā", "日本語",
           "\u200b", "\ue000", "\ud800", "\U0001f40d", "\U000e0001", "\x80\xa0"]
for value in STRINGS:
    print("str", value.encode("utf-8", "surrogatepass").hex(), ascii(value), hash(value))
    print("repr", repr(value).encode("utf-8").hex())
for value in [b"", b"a", b"it's", b'"', b"'\"", b"\n\t\r\\\0\xff", bytes(range(32))]:
    print("bytes", value.hex(), repr(value), hash(value))

def sets():
    yield ()
    yield (1, 2, 3)
    yield ("a", "b", "c", "d", "e", "f")
    yield tuple(range(0, 200, 7))
    yield tuple(range(1000, 0, -13))
    yield (0, 8, 16, 24, 32, 40, 48, 56, 64)
    yield tuple("the quick brown fox jumps over a lazy dog and runs away".split()[:8])
    # Neither None nor Ellipsis: their hashes are addresses, which differ from run to run.
    yield (True, 2, "x", b"y", 1.5, (1, 2), ("a", 1.0), ())
    yield (-1, -2, -3, 2**61 - 1, 2**70)
    yield tuple(f"name_{i}" for i in range(40))

for items in sets():
    print("set", repr(items), "->", repr(frozenset(items)))
