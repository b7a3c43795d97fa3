d = dict(a=1, b=2, c=3)
print(d.keys() & {"a", "z"}, sorted(d.keys() | {"z"}), d.items() - {("a", 1)} == {("b", 2), ("c", 3)}, sorted(d.keys() ^ "az"), d.keys().isdisjoint("xyz"), d.keys() <= set("abcd"), d.items() > {("a", 1)}, list(reversed(d.values())), d.keys().mapping["a"])
for f in (lambda: d.keys() + 1, lambda: d.values() & d.values(), lambda: d.items() & 3, lambda: {[]: 1}, lambda: d[[]], lambda: {**d, "a": 9, **{"q": 1}}, lambda: d | {"z": 0}, lambda: d | 3, lambda: dict([(1, 2, 3)]), lambda: dict([1]), lambda: dict(1), lambda: d.pop("zz"), lambda: {}.popitem(), lambda: dict.fromkeys([1, 2], []), lambda: d.setdefault("n"), lambda: d.update([("x", 1)], y=2), lambda: {1, 2} | [3], lambda: {1}.union([2], "ab") == {1, 2, "a", "b"}, lambda: frozenset("ab") & {"a"}, lambda: {1, 2} < {1, 2, 3}, lambda: {frozenset(): 1}[frozenset()], lambda: set().pop(), lambda: {1}.remove(2), lambda: hash(frozenset([1, 2])) == hash(frozenset([2, 1])), lambda: {1: "a", 1.0: "b", True: "c"}, lambda: d.__class_getitem__(int)):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
for change in (lambda: d.__setitem__("new", 1), lambda: d.pop("a"), lambda: d.clear()):
    e = dict(d); dd, d = d, dict(a=1, b=2)
    try:
        for k in d: change()
    except RuntimeError as err: print(err)
    d = e
s = {1, 2, 3}
try:
    for x in s: s.add(x + 10)
except RuntimeError as e: print(e)
class K:
    def __init__(self, n): self.n = n
    def __hash__(self): return 1
    def __eq__(self, o): print("eq", self.n, o.n); return self.n == o.n
t = {K(1): "one", K(2): "two"}; print(t[K(2)]); del t[K(1)]; print(len(t))
class Miss(dict):
    def __missing__(self, k): return k * 2
m = Miss(a=1); print(m["a"], m["zz"], m.get("zz"), "zz" in m, "%(q)s" % m, "{q}".format_map(m))
