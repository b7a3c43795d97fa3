for r in (range(5), range(2, 8, 3), range(10, 0, -4), range(0), range(10**20, 10**20 + 3)):
    print(r, len(r) if len(str(r)) < 60 else "", list(r), r[0] if r else None, r[-1] if r else None, 4 in r, r[::-1], r.index(list(r)[-1]) if r else "")
print(range(3) == range(0, 3, 1), hash(range(3)) == hash(range(0, 3)), range(1, 10, 3).stop, list(reversed(range(4))), sum(range(101)))
s = slice(1, None, 2); print(s, s.indices(10), s.start, "abcdef"[s], slice(5) == slice(None, 5, None))
class Show:
    def __getitem__(self, key): return key
print(Show()[1], Show()[1:2], Show()[::2, ..., 5], Show()[()], Show()[1:2, 3])
for bad in (lambda: range(1.5), lambda: range(1, 2, 0), lambda: [1][::0], lambda: [1, 2][1.0:], lambda: range(5)[9]):
    try:
        bad()
    except Exception as error:
        print(type(error).__name__, error)
