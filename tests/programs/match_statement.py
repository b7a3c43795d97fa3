class P:
    __match_args__ = ("x", "y")
    def __init__(self, x, y): self.x, self.y = x, y
def f(v):
    match v:
        case 0: return "zero"
        case -1 | 1: return "one"
        case 1.5 | 2j: return "number"
        case "a" "b": return "string"
        case True: return "never"
        case None: return "none"
        case []: return "empty"
        case [x]: return f"one {x}"
        case [1, *rest]: return f"one and {rest}"
        case (x, y) if x == y: return f"pair of {x}"
        case [_, [a, b], *_]: return f"nested {a} {b}"
        case {"k": v, **rest}: return f"map {v} {rest}"
        case {}: return "any map"
        case P(x=0): return "P at 0"
        case P(a, P(b, _) as inner): return f"P in P {a} {b} {inner.x}"
        case P(x, y=2): return f"P {x}"
        case str() | bytes() as s: return f"text {s!r}"
        case int(n) if n > 100: return f"big {n}"
        case float(): return "float"
        case P.__name__: return "dotted"
        case _: return "other"
for v in (0, 1, -1, 1.5, 2j, "ab", True, None, [], [9], [1, 2, 3], (4, 4), [0, [1, 2], 3], {"k": 1, "z": 2}, {"q": 1}, P(0, 1), P(1, P(2, 3)), P(5, 2), "xyz", b"b", 1000, 3.5, 50, {1}, "P", range(2)):
    print(f(v))
match 1, 2:
    case a, b: print(a, b)
match = case = _ = 5; print(match, case, _)
try:
    match 1:
        case P(1, 2, 3): pass
    match P(1, 2):
        case P(1, 2, 3): pass
except TypeError as e: print(e)
