d = {"a": 1, "b": 2, 3: "c"}
for call in ("d['zz']", "d.get('a'), d.get('zz'), d.get('zz', 0)", "d.pop('zz')", "d.pop('zz', None)", "d.setdefault('n', []), d", "d.popitem()", "{}.popitem()", "d | {'a': 9}, {'q': 1} | d", "d | [('x', 1)]", "d.keys() & {'a'}, d.keys() - {'a'}, sorted(map(str, d.keys() | {1}))", "d.items() & {('a', 1)}", "d.values() == d.values(), d.keys() == {'a', 'b', 3}", "list(reversed(d)), list(reversed(d.items()))", "dict([(1, 2), (3, 4)], k=5), dict(a=1), dict({'a': 2}, a=3)", "dict([1])", "dict([(1, 2, 3)])", "dict(5)", "dict(['ab', 'cd'])", "{[]: 1}", "{}[[]]", "d == dict(reversed(d.items())), d != {}", "1 in {1.0: 'x', True: 'y'}, {1: 'a', 1.0: 'b', True: 'c'}", "dict.fromkeys('ab', 0), dict.fromkeys([1, 1])", "d.update([(7, 8)], z=1), d", "d.update(5)", "d.copy() is d, d.clear(), d", "str({'a': {}}), repr({1: [2]})", "{}.__class_getitem__(int), dict[str, int]", "{**{'a': 1}, **{'a': 2}}, {'a': 0, **{'a': 1}}", "d < d"):
    try: print(call, "->", eval(call))
    except Exception as e: print(call, "!", type(e).__name__, e)
m = {i: i for i in range(5)}
try:
    for k in m: m[k + 100] = 1
except RuntimeError as e: print(e)
try:
    for k in m: del m[k]
except RuntimeError as e: print(e)
m = {i: i for i in range(5)}
try:
    for k in m: m.pop(k); m[k + 50] = 0
except RuntimeError as e: print(e)
class H:
    def __init__(self, v): self.v = v
    def __hash__(self): return 1
    def __eq__(self, o): print("eq", self.v, getattr(o, "v", o)); return self.v == getattr(o, "v", o)
h = {H(1): "a", H(2): "b"}
print(h[H(2)], H(3) in h, len(h))
