[a for a in b if c]
{a for a in b for c in a}
{a: b for a, b in c}
list(a for a in b)
def f(x):
    return [y + x for y in x if y if x], [[z for z in y] for y in x]
[a := b for c in d]
