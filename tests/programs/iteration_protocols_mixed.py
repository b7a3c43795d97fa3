class Seq:
    def __init__(self, *a): self.a = a
    def __getitem__(self, i): print("get", i); return self.a[i]
class Len(Seq):
    def __len__(self): return len(self.a)
print(list(Seq(1, 2)), 2 in Seq(1, 2, 3), list(reversed(Len(1, 2))), [*Len(5)], sum(Len(1, 2)), max(Seq(3, 9)))
for f in (lambda: reversed(Seq(1)), lambda: iter(3), lambda: next([]), lambda: list(zip([1], [1, 2], strict=True)), lambda: iter(int), lambda: next(iter([])), lambda: next(iter([]), "d"), lambda: list(map(int, "1x")), lambda: min([]), lambda: min([], default=0), lambda: max(1, "a"), lambda: sorted([1, "a"]), lambda: sum(["a"]), lambda: sum([[1], [2]], []), lambda: enumerate(3), lambda: dict(zip("ab", range(2))), lambda: list(iter(iter([1, 2, 3]).__next__, 3)), lambda: [x for x in 3], lambda: (lambda a, b: 0)(*3), lambda: (lambda **k: k)(**{1: 2}), lambda: list(filter(None, [0, 1, "", "a"])), lambda: any(x > 2 for x in [1, 3]), lambda: all([]), lambda: tuple(x for x in range(3)), lambda: slice(1, None).indices(5), lambda: range(0, 10, 3)[::-1], lambda: range(5).index(7), lambda: range(10 ** 20)[-1], lambda: len(range(10 ** 20)), lambda: range(1, 2, 0), lambda: range(1.5)):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
class It:
    def __init__(self): self.n = 0
    def __iter__(self): return self
    def __next__(self):
        self.n += 1
        if self.n > 3: raise StopIteration(self.n)
        return self.n
    def __length_hint__(self): print("hint"); return 2
print(list(It()), tuple(It()), [*It()], {*It()}); a, *b = It(); print(a, b)
a, b, c = It(); print(a, b, c)
for unpack in ("a, b = It()", "a, b, c, d = It()", "a, *b, c, d, e = It()", "(a, b), c = 1, 2", "[a, [b]] = 1, [2, 3]", "a, b = {1: 2}", "a, = 'xy'", "*a, = 'xy'; print(a)", "for a, b in [(1, 2), (3,)]: print(a, b)", "x = y, *z = It(); print(type(x), y, z)"):
    try: exec(unpack)
    except Exception as e: print(unpack, type(e).__name__, e)
def g():
    r = yield from It(); print("r", r)
    r = yield from [1]; print("r", r)
    try: yield from 3
    except TypeError as e: print(e)
    return "done"
it = g()
try:
    while 1: print(next(it))
except StopIteration as e: print(e.value)
def pep479():
    yield next(iter([]))
try: list(pep479())
except RuntimeError as e: print(e, repr(e.__cause__))
