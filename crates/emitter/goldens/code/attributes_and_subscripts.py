a.b = c.d[e]
a[b:c] = d[e:f:g]
del a.b, c[d]
a.b += 1
a[b] -= 2
a[b:c] *= 3
x = a[b, c].d[...]
