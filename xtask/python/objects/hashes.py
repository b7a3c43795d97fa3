"""Writes a program that prints hashes and reprs of 100,000 generated values, and the order of sets of them."""

import sys

PROGRAM = '''state = SEED
def below(n):
    global state
    state = (state * 6364136223846793005 + 1442695040888963407) % 2**64
    return (state >> 33) % n
CHARS = ["abcdefghijklmnopqrstuvwxyz_0123456789", "ABC xyz\\t\\n\\\\\\"'%{}", "éüßñÀÿ\\x80\\xa0\\xad\\x00\\x7f", "日本語αβγЖ中\\u200b\\u2028\\ufeff\\uffff", "😀🎉\\U00010400\\U0010ffff\\ud800\\udfff\\u0378\\U000e0001"]
def text():
    pool = CHARS[below(5)] + CHARS[0][:below(37)]
    return "".join([pool[below(len(pool))] for _ in range(below(24))])
def integer():
    bits = [3, 8, 15, 30, 31, 61, 62, 63, 64, 65, 90, 128, 200, 1024][below(14)]
    value = 0
    for _ in range(0, bits, 31): value = value << 31 | below(2**31)
    value &= (1 << bits) - 1
    if below(8) == 0: value = 2**61 - 1 + below(5) - 2
    if below(9) == 0: value = (2**61 - 1) * below(1000)
    return -value if below(2) else value
def real():
    kind = below(10)
    if kind == 0: return float(below(2000) - 1000)
    if kind == 1: return (below(2000000) - 1000000) / 1000
    if kind == 2: return [0.0, -0.0, float("inf"), float("-inf"), 5e-324, 1.7976931348623157e308, 2.2250738585072014e-308, 1e16, 1e22, 1e23, 0.1, 123456789012345680.0][below(12)]
    if kind == 3: return below(10**9) * 10.0 ** (below(600) - 300)
    if kind == 4: return 2.0 ** (below(2000) - 1000)
    value = (below(2**31) << 22 | below(2**22)) / 2.0**53 * 10.0 ** (below(40) - 20)
    return -value if below(2) else value
def data(): return bytes([below(256) for _ in range(below(20))]) if below(2) else text().encode("utf-8", "surrogatepass")
def value(depth):
    kind = below(15 if depth < 3 else 9)
    if kind < 2: return integer()
    if kind == 2: return below(600) - 300
    if kind < 5: return real()
    if kind < 7: return text()
    if kind == 7: return data()
    if kind == 8: return [True, False, ..., NotImplemented, complex(real(), real()), complex(integer() % 1000, -0.0), 1j * below(5)][2 * 0 + [0, 1, 4, 5, 6][below(5)]]
    if kind < 11: return tuple([value(depth + 1) for _ in range(below(5))])
    if kind == 11: return frozenset([value(depth + 1) for _ in range(below(12))])
    if kind == 12: return range(below(50) - 25, below(60) + 2**(70 * below(2)), below(5) + 1)
    if kind == 13: return (integer(), abs(integer()) + 1)
    return (text(), real(), data())
def good(v): return not (v.__class__ is range and not v[1:2]) and (v.__class__ not in (tuple, frozenset) or all([good(x) for x in v]))
pending = []
for number in range(COUNT):
    v = value(0)
    while not good(v): v = value(0)
    pending.append(v)
    shown = repr(v)
    print(number, hash(v), ascii(shown) if len(shown) < 200 else (len(shown), hash(shown)))
    if number % 50 == 49:
        s = set(pending)
        print(COUNT + number, ascii([repr(x)[:40] for x in s]), len(s))
        s.difference_update(pending[::3])
        s |= {str(x)[:30] for x in pending[::7]}
        print(2 * COUNT + number, hash(frozenset(s)), ascii([repr(x)[:40] for x in s])[:2000])
        d = dict.fromkeys(pending)
        print(3 * COUNT + number, hash(repr(d)), hash(repr(d.keys() | {1, "a"})), hash(repr(d.keys() & pending[::2])), hash(repr(d.keys() ^ pending[1::2])))
        pending = []
'''

folder, calls, seed = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
for part in range(4):
    with open(f"{folder}/hashes_{part}.py", "w", encoding="utf-8") as file:
        file.write(PROGRAM.replace("SEED", str(seed * 1000 + part)).replace("COUNT", "25000"))
