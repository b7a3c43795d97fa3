match a, *b:
    case 1 | -2 | 3 + 4j | 'x' 'y' | None: pass
    case [a, *_, b] | (c, *d) | []: pass
    case {'k': v, -1: [w], n.m: _, **rest} if v: pass
    case {}: pass
    case C(1, x.y, k=(a | b) as c, z=_) as d: pass
    case (1 as one) | (2 as one): pass
    case {**rest}: pass
    case a, : pass
    case _: pass
