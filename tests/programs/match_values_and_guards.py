import sys
class E: A, B = 1, "b"
def m(x, limit):
    match x:
        case 0 | False: return "zero"
        case E.A: return "E.A"
        case -1 | 1.5 | 2 + 3j | -4 - 1j: return "number"
        case "a" "b": return "joined"
        case b"x": return "bytes"
        case None: return "None"
        case True: return "True"
        case n if isinstance(n, int) and n > limit: return "big", n
        case (1 | 2 as n, _) | [_, 3 as n]: return "or", n
        case str() as s if len(s) > 3: return "long", s
    return "fell"
for x in (0, False, 0.0, 1, True, -1, 1.5, 2 + 3j, -4 - 1j, "ab", b"x", None, 50, 5, (1, 9), (9, 3), "long one", "abc"): print(repr(x), m(x, 10))
def effects(x):
    match tell("subject", x):
        case a if tell("guard 1", False): pass
        case a if tell("guard 2", a): return "second", a
        case _: return "default"
def tell(n, v): print(n); return v
print(effects(1), effects(0))
match 1, 2:
    case a, b: print(a, b)
match = {"match": 1}; case = 2; _ = 3
print(match, case, _, match["match"])
match[1] = 2
match case:
    case 2: print("soft keywords")
