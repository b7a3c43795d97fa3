class A:
    x = 1
    def m(self): pass
a = A(); a.y = 2
print([n for n in dir(a) if not n.startswith("__")], vars(a), [n for n in dir() if not n.startswith("__")], "A" in globals(), sorted(vars(A))[-2:])
def f(p):
    q = 1
    return dir(), locals(), sorted(vars())
print(f(5))
print([n for n in dir(int) if not n.startswith("_")], len(dir(object)), dir(type(None)) == dir(None))
print([n for n in dir([]) if "r" in n and "_" not in n], "upper" in dir(""))
