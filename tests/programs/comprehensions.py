print([x for x in range(3)], {x: x * x for x in range(3)}, {x for x in "aab"} == {"a", "b"}, list(x for x in range(3)))
print([(x, y) for x in range(3) for y in range(x)], [[y for y in range(x)] for x in range(3)], [x if x % 2 else -x for x in range(4)])
x = "outer"; [x for x in range(3)]; print(x)
print([y := 5, y], [z for w in range(3) if (z := w * 2)], z)
def f(n): return [lambda: (i, n) for i in range(3)]
print([g() for g in f(9)])
class C:
    items = [1, 2]
    doubled = [i * 2 for i in items]
    try: bad = [i for _ in range(1) for i in items]
    except NameError as e: print(e)
print(C.doubled, {k: [v for v in range(k)] for k in range(3)}, [a for a, *b in [(1, 2), (3,)]], [*(i for i in range(2)), *[3]])
print([i for i in range(10) if i > 2 if i % 2 == 0], {**{i: i for i in range(2)}}, sum(1 for _ in "abc"), [[j * i for j in range(2)] for i in range(2)])
def gen(): return (i async for i in ())
def outer():
    total = 10
    return [total + i for i in range(2)], {total: [total for _ in range(1)]}
print(outer())
try: [1 / i for i in (1, 0)]
except ZeroDivisionError as e: print(e)
print([[k for k in v] for v in ["ab", "c"]], [x for x in [y for y in [3, 4]]], {i: j for i, j in zip("ab", "cd")}, [(lambda q: q + i)(1) for i in range(3)])
