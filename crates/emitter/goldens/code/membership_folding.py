x in [1, 2]
x in {1, 2}
x not in (1, 2)
for a in [1, 2, 3]: b
[c for c in {1, 2}]
