import a.b, c as d
x: int = 1
def f(p, *q, r=1, **s):
    global g
    g = x
    local = p
    return undefined
