if (n := 10) > 5: print(n)
while (n := n - 3) > 0: print(n)
print([last := x for x in range(3)], last, (a := 1, b := 2), f"{(q := 5)}", q)
def f(x=(d := 4)): return x, d
print(f(), [y for x in range(4) if (y := x * x) > 2], any((w := v) > 1 for v in [1, 2, 3]), w)
print("yes" if (z := "") else "no", z == "", (lambda: (k := 3) + k)())
