def show(*args, **kw):
    return args, sorted(kw.items())

class Pairs:
    def keys(self): return ["p", "q"]
    def __getitem__(self, key): return key * 2

print(show(*[1, 2], 3, *"ab", k=1, **{"z": 2}, **Pairs()))
print(show(*(x for x in range(3)), **{}))
for bad in ("show(*5)", "show(**5)", "show(**{1: 2})", "show(a=1, **{'a': 2})", "show(**{'a': 1}, **{'a': 2})", "len(*[])", "len(*[1, 2])"):
    try:
        print(eval(bad))
    except Exception as error:
        print(bad, type(error).__name__, error)
