class Up:
    def __init__(self, n): self.n = n
    def __iter__(self): self.i = 0; return self
    def __next__(self):
        if self.i >= self.n: raise StopIteration
        self.i += 1; return self.i
print(list(Up(4)), sum(Up(10)), [a + b for a, b in zip(Up(3), Up(5))], 3 in Up(5), max(Up(6)), *Up(2))
class Seq:
    def __getitem__(self, i):
        if i > 3: raise IndexError
        return i * 10
print(list(Seq()), 20 in Seq(), list(reversed([1, 2])), list(enumerate("ab", 5)), list(zip("ab", range(9), [7, 8])), list(map(lambda a, b: a * b, [1, 2], [3, 4])))
print(list(filter(None, [0, 1, "", "a"])), list(filter(lambda x: x > 1, [1, 2])), sorted([3, 1, 2], key=lambda x: -x), any([]), all([]), min([3, 1], key=lambda x: -x), max(1, 5, 2))
it = iter([1, 2, 3]); print(next(it), next(it, "d"), next(it), next(it, "default"), it.__length_hint__())
n = iter(lambda c=[0]: c.append(1) or len(c), 5); print(list(n))
print(abs(-3), divmod(7, 2), pow(2, 3), round(1.5), sum([1, 2], 10), len("abc"), repr("x"), chr(65), ord("A"), callable(len), id(1) == id(1), hash("a") == hash("a"))
print(isinstance(True, int), issubclass(int, object), type(1), bool([]), int("5"), float("1.5"), str(5), list("ab"), tuple([1]), set([1]), dict(a=1), complex(1, 2))
print(bytes(2), bytearray(b"a"), memoryview(b"a")[0], frozenset([1]), range(2), slice(1), object() is not None, vars(Up(1)), sorted(globals())[:2], eval("1 + 1"))
exec("a = 5"); print(a, ascii("é"), bin(5), oct(8), hex(16), format(3.14159, ".2f"), getattr("a", "upper")())
print(list(zip([1, 2], [3], strict=False)))
try: list(zip([1, 2], [3], strict=True))
except ValueError as e: print(e)
for bad in ("iter(5)", "next([])", "next(iter([]))", "sum('a')", "sum(['a'])", "max([])", "max()", "min(1)", "sorted(5)", "len(5)", "ord('ab')", "chr(-1)", "round('a')", "reversed({1})", "abs('a')", "hash([])", "int([])", "isinstance(1, 2)", "zip(1)", "map(1)", "enumerate(1)", "all(1)", "pow(1, 2, 0)"):
    try: print(eval(bad))
    except Exception as e: print(bad.ljust(18), type(e).__name__, e)
print(1, 2, sep="-", end="!\n"); print(); print("a", "b", sep=""); print(*[1, 2], sep="\n")
