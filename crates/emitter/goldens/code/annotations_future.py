from __future__ import annotations
x: a.b[c] = 1
ties: L[73.994415283203125, 2001599834386887.25j, 1e16, 1e400, 0.1 + 3j]
def f(p: q | r, *s: t) -> (u, v): pass
