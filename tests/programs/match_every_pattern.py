import sys
class P:
    __match_args__ = ("x", "y")
    def __init__(self, x, y): self.x, self.y = x, y
def m(v):
    match v:
        case None | True | False: return "singleton"
        case int(n) | float(n) if n > 100: return f"big {n}"
        case 0 | 0.5 | -1 | 1 + 2j: return "literal"
        case int(): return "int"
        case "a" | b"a": return "a"
        case str() as s if len(s) > 3: return f"long {s}"
        case [] | (): return "empty"
        case [x]: return f"one {x}"
        case [x, [y, *_], *rest, z] if z: return (x, y, rest, z)
        case [*_, "end"]: return "ends"
        case (1 | 2) as k, _: return k
        case {"type": "pt", "pos": [x, y], **rest}: return x, y, rest
        case {1: _, **kw}: return kw
        case {}: return "mapping"
        case P(0, y): return f"P0 {y}"
        case P(x=P(a, b), y=c): return a, b, c
        case P() as p: return p.x
        case sys.maxsize: return "never"
        case ValueError(args=[a, *_]): return a
        case set() | frozenset(): return "set"
        case _: return "other"
for v in [None, True, 101, 200.5, 0, 0.5, -1, 1 + 2j, 7, "a", b"a", "abcd", "xyz", [], (), [3], [1, [2, 3], 4, 5], [1, [2], 0], [1, 2, "end"], (2, 9), {"type": "pt", "pos": [1, 2], "z": 3}, {1: 1, 2: 2}, {3: 4}, P(0, 5), P(P(1, 2), 3), P(9, 9), ValueError(1, 2), ValueError(), {1}, range(3), bytearray(b"x"), object]:
    print(repr(v)[:12] if not hasattr(v, "x") else "P", "->", m(v))
class Bad:
    __match_args__ = "x"
class Bad2:
    __match_args__ = (1,)
class Few:
    __match_args__ = ()
for cls in (Bad, Bad2, Few):
    try:
        match cls():
            case cls(1): pass
    except TypeError as e: print(e)
try:
    match 1:
        case int(1, 2): pass
except TypeError as e: print(e)
class D(dict):
    def get(self, k, d=None): print("get", k); return super().get(k, d)
match D(a=1):
    case {"a": 1, "b": 2}: pass
    case {"a": x}: print(x)
for src in ("match 1:\n case x: pass\n case y: pass", "match 1:\n case {**r, 'a': 1}: pass", "match 1:\n case [*a, *b]: pass", "match 1:\n case P(x=1, x=2): pass", "match 1:\n case x | y: pass", "match 1:\n case {'a': 1, 'a': 2}: pass", "match 1:\n case -x: pass", "match 1:\n case a.b(): pass\n case 1+1: pass", "match 1:\n case (a, a): pass"):
    try: compile(src, "s", "exec"); print("ok")
    except SyntaxError as e: print(e.msg, e.lineno, e.offset)
print(match := 3, (case := 4))
