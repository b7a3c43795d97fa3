print('# sorting')
rows1 = [(4, 'Z', 5), (2, 'alpha', 9), (1, 'x', -5), (2, 'beta', -1), (0, 'x', 8), (4, 'x', -7), (4, 'alpha', 3), (0, 'alpha', -8), (0, 'Z', 6)]
try:
    print(sorted(rows1, key=repr))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(max(rows1, key=repr))
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
    print(sorted(rows1, key=len, reverse=True))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(max(rows1, key=len))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(sorted([float('nan'), True, b'*GE', ...]))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(sorted([-2.25, 123456.789]))
except Exception as error:
    print(type(error).__name__, error)
log = []
class Keyrows1:
    def __init__(self, n): self.n = n
    def __lt__(self, other): log.append((self.n, other.n)); return self.n < other.n
try:
    print([k.n for k in sorted(map(Keyrows1, [-8, 18, 3]))], log)
except Exception as error:
    print(type(error).__name__, error)
groups2 = {}
for a, b, c in rows1: groups2.setdefault(a, []).append(c)
print(groups2, list(groups2), sum(map(len, groups2.values())))
try:
    rows1.sort(key=lambda r: rows1.append(r))
except Exception as error:
    print(type(error).__name__, error)
print('# sorting')
rows3 = [(1, '', 8), (2, 'Z', 0), (1, '', -5), (2, 'Z', -9), (1, 'beta', -6), (2, 'alpha', -7), (2, 'beta', 8), (2, 'x', 7)]
try:
    print(sorted(rows3, key=lambda r: (-r[2], r[1]), reverse=True))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(min(rows3, key=lambda r: (-r[2], r[1])))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(sorted(rows3, key=lambda r: r[0]))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(min(rows3, key=lambda r: r[0]))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(sorted(rows3, key=repr, reverse=True))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(max(rows3, key=repr))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(sorted([None, None]))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(sorted([float('nan'), float('inf'), 1e-7, -0.0, 0.1, 1e300]))
except Exception as error:
    print(type(error).__name__, error)
log = []
class Keyrows3:
    def __init__(self, n): self.n = n
    def __lt__(self, other): log.append((self.n, other.n)); return self.n < other.n
try:
    print([k.n for k in sorted(map(Keyrows3, [-7, -9, 19, 16, -6, -2]))], log)
except Exception as error:
    print(type(error).__name__, error)
groups4 = {}
for a, b, c in rows3: groups4.setdefault(b, []).append(c)
print(groups4, list(groups4), sum(map(len, groups4.values())))
try:
    rows3.sort(key=lambda r: rows3.append(r))
except Exception as error:
    print(type(error).__name__, error)
print('# sorting')
rows5 = [(3, 'alpha', 2), (1, 'beta', 6), (0, 'Z', 5), (4, '', 7), (2, '', 6), (3, 'Z', 1), (4, 'beta', 2), (3, 'Z', 6)]
try:
    print(sorted(rows5, key=lambda r: (-r[2], r[1])))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(min(rows5, key=lambda r: (-r[2], r[1])))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(sorted(rows5, key=lambda r: r[1] or 5, reverse=True))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(max(rows5, key=lambda r: r[1] or 5))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(sorted(rows5, key=lambda r: None))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(max(rows5, key=lambda r: None))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(sorted([-0.0, None, 10]))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(sorted([1e300, 123456.789, 1e-7, 0.0, 0.1, float('nan')]))
except Exception as error:
    print(type(error).__name__, error)
log = []
class Keyrows5:
    def __init__(self, n): self.n = n
    def __lt__(self, other): log.append((self.n, other.n)); return self.n < other.n
try:
    print([k.n for k in sorted(map(Keyrows5, [17, 6]))], log)
except Exception as error:
    print(type(error).__name__, error)
groups6 = {}
for a, b, c in rows5: groups6.setdefault(c > 0, []).append(c)
print(groups6, list(groups6), sum(map(len, groups6.values())))
try:
    rows5.sort(key=lambda r: rows5.append(r))
except Exception as error:
    print(type(error).__name__, error)
