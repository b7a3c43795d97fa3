print('# sorting')
rows1 = [(3, 'Z', 1), (2, 'beta', -7), (1, 'alpha', -7), (4, 'beta', 9)]
try:
    print(sorted(rows1, key=lambda r: (-r[2], r[1])))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(min(rows1, key=lambda r: (-r[2], r[1])))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(sorted(rows1, key=len))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(max(rows1, key=len))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(sorted(['-9-_-ZX', 0.0, True]))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(sorted([-2.25, -0.0, -2.25, 1e300, -2.25, 123456.789]))
except Exception as error:
    print(type(error).__name__, error)
log = []
class Keyrows1:
    def __init__(self, n): self.n = n
    def __lt__(self, other): log.append((self.n, other.n)); return self.n < other.n
try:
    print([k.n for k in sorted(map(Keyrows1, [-1, 10, 2]))], log)
except Exception as error:
    print(type(error).__name__, error)
groups2 = {}
for a, b, c in rows1: groups2.setdefault(b, []).append((a, c))
print(groups2, list(groups2), sum(map(len, groups2.values())))
try:
    rows1.sort(key=lambda r: rows1.append(r))
except Exception as error:
    print(type(error).__name__, error)
