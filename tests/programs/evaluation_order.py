def t(x): print(x, end=" "); return x
print([t(1), t(2)], {t(3): t(4)}, t(5) + t(6) * t(7))
def f(*a, **k): return a, k
print(f(t(1), *[t(2)], k=t(3), **{"z": t(4)}))
class A:
    def __setitem__(s, i, v): print("set", i, v)
    def __getitem__(s, i): return 0
a = A(); a[t("i")] = t("v"); a[t("i2")] += t(1)
x = y = t("once"); print()
(a[t("p")], a[t("q")]) = t((1, 2))
print(t(1) if t(2) else t(3)); print({t(1) for _ in [t(2)]}); print(lambda q=t("default"): q) if False else None
assert t(1), t("no")
