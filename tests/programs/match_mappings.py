def m(x):
    match x:
        case {"kind": "a", "n": int(n)}: return "a", n
        case {"kind": "b", **rest}: return "b", rest
        case {"deep": {"er": [first, *_]}}: return "deep", first
        case {1: _, 2: two}: return "ints", two
        case {"none": None}: return "none"
        case {}: return "any mapping"
        case _: return "no mapping"
for one in ({"kind": "a", "n": 5}, {"kind": "a", "n": "x"}, {"kind": "b", "x": 1, "y": 2}, {"deep": {"er": [7, 8]}}, {1: 0, 2: 3, 4: 5}, {"none": None}, {"none": 0}, {}, [], None):
    print(m(one))
class Default(dict):
    def __missing__(self, key): return "made"
match Default():
    case {"x": v}: print("missing used", v)
    case _: print("missing not used")
K = type("K", (), {"key": "kind"})
match {"kind": 1}:
    case {K.key: v}: print("dotted", v)
try:
    match {"a": 1}:
        case {"a": 1, K.A: 2}: pass
except AttributeError as e: print(e)
class Dup: a = b = "same"
try:
    match {"same": 1}:
        case {Dup.a: x, Dup.b: y}: print(x, y)
except ValueError as e: print(e)
