x = "module"
class C:
    x = "class"
    y = [x for _ in range(1)]
    z = [i for i in x]
    w = [(lambda: x)() for _ in range(1)]
    @staticmethod
    def m(): return [x for _ in range(1)]
print(C.y, C.z, C.w, C.m())
def f(n):
    fs = [lambda: i for i in range(n)]
    gs = [lambda i=i: i for i in range(n)]
    return [g() for g in fs], [g() for g in gs]
print(f(3))
print([y for x in range(3) if (y := x * 2)], y)
def g():
    total = 0
    out = [total := total + v for v in range(5)]
    return total, out
print(g())
try: print(i)
except NameError as e: print(e)
nested = [[a + b for a in range(b)] for b in range(4)]
print(nested, {a: {b for b in range(a)} for a in range(3)})
it = iter(range(10))
print([next(it) + v for v in it], list((i, j) for i in range(2) for j in (lambda k: range(k))(i + 1)))
try: ([z for z in 5])
except TypeError as e: print(e)
def lazily():
    print("made"); yield 1
gen = (v for v in lazily())
print("before"); print(next(gen))
try: (v for v in undefined_source)
except NameError as e: print("outermost is eager:", e)
late = (undefined_inner for v in [1])
try: next(late)
except NameError as e: print("inner is late:", e)
