[a for b in c]
[a for b in c if d if e for f in g]
{a: b for c, d in e}
{a async for b in c}
(a for b, *c in d if e or f)
[[a for b in c] for d in e]
[a for b in c if d if not e]
[lambda: x for x in y]
[x for x in (lambda: y)]
