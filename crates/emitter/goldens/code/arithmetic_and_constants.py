x = 1 + 2 * a
y = (1, "a", 2.5, None, -3, (4, b"c"))
z = a ** b // c % -d
s = "a" * 3 + t
n = not a, ~b, +c
