d = {"a": 1, "b": 2}
d["c"] = 3; d.update({"d": 4}, e=5); print(d, len(d), "a" in d, d.get("z"), d.get("z", 0), d.setdefault("f", []), d.pop("a"), d.pop("zz", None))
print(list(d), list(d.values()), list(d.items()), d.popitem(), sorted(d), {**d, "x": 1}, d | {"b": 9}, dict(zip("xy", (1, 2))))
print({k: v for k, v in [(1, 2), (3, 4)]}, dict.fromkeys("ab", 0), dict(a=1), {1: "a", 1.0: "b", True: "c"})
del d["b"]; d |= {"q": 0}; print(d, d == dict(reversed(list(d.items()))), list(reversed(d)))
print({1, 2} & d.keys(), d.keys() | {"zz"} == {"zz", *d}, d.items() >= {("q", 0)}, d.keys().isdisjoint([]))
e = d.copy(); e["self"] = e; print(e); e.clear(); print(e)
class Missing(dict):
    def __missing__(self, key):
        return key * 2
print(Missing()["ab"], Missing(x=1)["x"])
def order():
    d = {}
    for i in range(10):
        d[i * 7 % 10] = i
    for i in range(0, 10, 2):
        del d[i]
    d[4] = "again"
    return d
print(order())
for bad in (lambda: {}["x"], lambda: {}[[]], lambda: {}.popitem(), lambda: dict([1]), lambda: dict([(1, 2, 3)]), lambda: {**5}):
    try:
        bad()
    except Exception as error:
        print(type(error).__name__, error)
try:
    for key in (d := {1: 1}):
        d[2] = 2
except RuntimeError as error:
    print(error)
