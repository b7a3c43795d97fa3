match a:
    case 1 | -1 | 1.5 | -2j | 1 + 2j | 1 - 2j: pass
    case "a" "b" | b"c" | None | True | False: pass
    case x: pass
match a, *b:
    case []: pass
    case [a, b, *_]: pass
    case a, *b: pass
    case (a, b) | [c, d]: pass
    case (a): pass
    case {}: pass
    case {"a": 1, b.c: d, -1: e, **rest}: pass
    case A(): pass
    case A.B(a, b=c, d=e,): pass
    case a.b.c: pass
    case (1 | 2) as x if y: pass
    case _: pass
match (a):
    case f"x" if 0: pass
