print('# sorting')
rows1 = [(2, '', 3), (4, '', 5), (4, 'Z', 8), (3, 'beta', -2), (2, 'Z', 6), (1, '', -7)]
try:
    print(sorted(rows1, key=lambda r: r[1].lower(), reverse=True))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(min(rows1, key=lambda r: r[1].lower()))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(sorted(rows1, key=repr, reverse=True))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(min(rows1, key=repr))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(sorted(rows1, key=None))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(min(rows1, key=None))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(sorted(rows1, key=None, reverse=True))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(max(rows1, key=None))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(sorted([0.0, 1.5]))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(sorted([0.0, -6.5]))
except Exception as error:
    print(type(error).__name__, error)
log = []
class Keyrows1:
    def __init__(self, n): self.n = n
    def __lt__(self, other): log.append((self.n, other.n)); return self.n < other.n
try:
    print([k.n for k in sorted(map(Keyrows1, [-8, -5, -3, 2, 7, 8, -4]))], log)
except Exception as error:
    print(type(error).__name__, error)
groups2 = {}
for a, b, c in rows1: groups2.setdefault(b, []).append(c)
print(groups2, list(groups2), sum(map(len, groups2.values())))
try:
    rows1.sort(key=lambda r: rows1.append(r))
except Exception as error:
    print(type(error).__name__, error)
