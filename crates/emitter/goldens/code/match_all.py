def f(x):
    match x:
        case 1 | "a" | None: return 1
        case [a, *b, c] if a: return b
        case {"k": v, **r}: return r
        case A(b, c=d): return d
        case (p, q) as z: return z
        case X.y: return 2
        case str(): return 3
        case _: return 4
