print('# sorting')
rows1 = [(1, 'Z', -1), (0, 'beta', -7), (1, 'alpha', -7), (1, 'alpha', 0), (3, 'beta', -1), (4, 'Z', -2), (0, 'alpha', 2)]
try:
    print(sorted(rows1, key=lambda r: (-r[2], r[1])))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(min(rows1, key=lambda r: (-r[2], r[1])))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(sorted(rows1, key=None, reverse=True))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(min(rows1, key=None))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(sorted(rows1, key=lambda r: r[0]))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(max(rows1, key=lambda r: r[0]))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(sorted(rows1, key=len))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(min(rows1, key=len))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(sorted([None, True, 'x']))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(sorted([3.0, -0.0, 1e-7, 3.0]))
except Exception as error:
    print(type(error).__name__, error)
log = []
class Keyrows1:
    def __init__(self, n): self.n = n
    def __lt__(self, other): log.append((self.n, other.n)); return self.n < other.n
try:
    print([k.n for k in sorted(map(Keyrows1, [9, -1, 14, 11, -8, -8, 16, -7, -5]))], log)
except Exception as error:
    print(type(error).__name__, error)
groups2 = {}
for a, b, c in rows1: groups2.setdefault(c > 0, []).append((a, c))
print(groups2, list(groups2), sum(map(len, groups2.values())))
try:
    rows1.sort(key=lambda r: rows1.append(r))
except Exception as error:
    print(type(error).__name__, error)
print('# sorting')
rows3 = [(2, '', -3), (3, 'x', 1), (3, 'Z', 6), (3, 'beta', -5), (1, 'x', 5)]
try:
    print(sorted(rows3, key=lambda r: [r[0], r[2]], reverse=True))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(max(rows3, key=lambda r: [r[0], r[2]]))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(sorted(rows3, key=lambda r: r[0], reverse=True))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(min(rows3, key=lambda r: r[0]))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(sorted(rows3, key=lambda r: r[::-1]))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(max(rows3, key=lambda r: r[::-1]))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(sorted(rows3, key=lambda r: r[::-1], reverse=True))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(max(rows3, key=lambda r: r[::-1]))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(sorted(rows3, key=lambda r: r[0] % 2))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(min(rows3, key=lambda r: r[0] % 2))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(sorted([-0.0, b'\\I\x10Rew', True]))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(sorted([1e300, 1.5]))
except Exception as error:
    print(type(error).__name__, error)
log = []
class Keyrows3:
    def __init__(self, n): self.n = n
    def __lt__(self, other): log.append((self.n, other.n)); return self.n < other.n
try:
    print([k.n for k in sorted(map(Keyrows3, [-7, 11, 19, 6]))], log)
except Exception as error:
    print(type(error).__name__, error)
groups4 = {}
for a, b, c in rows3: groups4.setdefault(b, []).append((a, c))
print(groups4, list(groups4), sum(map(len, groups4.values())))
try:
    rows3.sort(key=lambda r: rows3.append(r))
except Exception as error:
    print(type(error).__name__, error)
