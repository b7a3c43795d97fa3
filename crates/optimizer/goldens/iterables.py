for x in [1, 2, 3]:
    pass
for x in {1, 2, y}:
    pass
t = x in [1, 2], x not in {"a", "b"}, x in [y, 1], x in [*y]
u = [z for z in [1, 2]]
