import a.b as c
while c:
    if c.d: continue
    del c
    break
else:
    e[1:2] = f(g, h=i)
