from __future__ import annotations
x: a.b[c] = 1
def f(p: q | r, *s: t) -> (u, v): pass
