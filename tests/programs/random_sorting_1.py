print('# sorting')
rows1 = [(0, 'alpha', -5), (4, 'beta', 8), (3, 'Z', 5), (1, 'Z', 3), (0, 'Z', 8), (4, '', 4), (4, 'beta', 2)]
try:
    print(sorted(rows1, key=lambda r: r[0] % 2))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(max(rows1, key=lambda r: r[0] % 2))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(sorted(rows1, key=lambda r: r[0] % 2, reverse=True))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(max(rows1, key=lambda r: r[0] % 2))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(sorted(rows1, key=lambda r: None, reverse=True))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(min(rows1, key=lambda r: None))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(sorted([2, ..., 0x10, b'WpLT`\xb7']))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(sorted([123456.789, 0.1, float('inf'), 1e-7, 3.0, 1e-7]))
except Exception as error:
    print(type(error).__name__, error)
log = []
class Keyrows1:
    def __init__(self, n): self.n = n
    def __lt__(self, other): log.append((self.n, other.n)); return self.n < other.n
try:
    print([k.n for k in sorted(map(Keyrows1, [5, -1, 17, 15, 18, 2]))], log)
except Exception as error:
    print(type(error).__name__, error)
groups2 = {}
for a, b, c in rows1: groups2.setdefault(a, []).append((a, c))
print(groups2, list(groups2), sum(map(len, groups2.values())))
try:
    rows1.sort(key=lambda r: rows1.append(r))
except Exception as error:
    print(type(error).__name__, error)
print('# sorting')
rows3 = [(1, 'x', 3), (0, 'x', -2), (1, 'Z', -2), (0, 'x', 4), (1, 'alpha', -5), (2, 'Z', 3)]
try:
    print(sorted(rows3, key=lambda r: r[1] or 5, reverse=True))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(max(rows3, key=lambda r: r[1] or 5))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(sorted(rows3, key=None))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(min(rows3, key=None))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(sorted(rows3, key=lambda r: r[::-1], reverse=True))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(min(rows3, key=lambda r: r[::-1]))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(sorted(rows3, key=lambda r: r[1].lower(), reverse=True))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(min(rows3, key=lambda r: r[1].lower()))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(sorted([-17, ..., b'jrk`NS']))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(sorted([float('nan'), 0.1, 3.0]))
except Exception as error:
    print(type(error).__name__, error)
log = []
class Keyrows3:
    def __init__(self, n): self.n = n
    def __lt__(self, other): log.append((self.n, other.n)); return self.n < other.n
try:
    print([k.n for k in sorted(map(Keyrows3, [-1, -4, 16, -2, 12, 13, 9]))], log)
except Exception as error:
    print(type(error).__name__, error)
groups4 = {}
for a, b, c in rows3: groups4.setdefault(a, []).append((a, c))
print(groups4, list(groups4), sum(map(len, groups4.values())))
try:
    rows3.sort(key=lambda r: rows3.append(r))
except Exception as error:
    print(type(error).__name__, error)
print('# sorting')
rows5 = [(2, '', -2), (2, 'x', 8), (0, 'Z', 9), (4, '', -8), (3, 'alpha', 6), (4, 'alpha', 8), (2, '', -1)]
try:
    print(sorted(rows5, key=len, reverse=True))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(min(rows5, key=len))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(sorted(rows5, key=lambda r: r[0] % 2))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(min(rows5, key=lambda r: r[0] % 2))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(sorted(rows5, key=len))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(min(rows5, key=len))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(sorted(rows5, key=lambda r: r[1].lower()))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(min(rows5, key=lambda r: r[1].lower()))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(sorted([255, b'J']))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(sorted([float('nan'), 1e16, float('inf'), 67.25]))
except Exception as error:
    print(type(error).__name__, error)
log = []
class Keyrows5:
    def __init__(self, n): self.n = n
    def __lt__(self, other): log.append((self.n, other.n)); return self.n < other.n
try:
    print([k.n for k in sorted(map(Keyrows5, [-8, 12, 9, -2, 19]))], log)
except Exception as error:
    print(type(error).__name__, error)
groups6 = {}
for a, b, c in rows5: groups6.setdefault(c > 0, []).append(c)
print(groups6, list(groups6), sum(map(len, groups6.values())))
try:
    rows5.sort(key=lambda r: rows5.append(r))
except Exception as error:
    print(type(error).__name__, error)
