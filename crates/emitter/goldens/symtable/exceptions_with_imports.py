try:
    from m import n as o
except E as e:
    pass
with p as q:
    del r
for s in t: u = v
