import sys
def f():
    x = 1
    fr = sys._getframe()
    fr.f_locals["x"] = 99
    fr.f_locals["new"] = 5
    print(x, fr.f_locals["x"], locals().get("new"))
    x = 2
    print(fr.f_locals["x"], locals() is fr.f_locals)
    y = 3
    def inner(): return y
    d = locals()
    y = 4
    print(d["y"], locals()["y"], d["y"])
    del x
    print("x" in locals())
f()
class C:
    a = 1
    locals()["b"] = 2
    c = b + a
    sys._getframe().f_locals["d"] = 4
print(C.b, C.c, C.d)
locals()["made_global"] = 7
print(made_global, locals() is globals(), sys._getframe().f_locals is globals())
def g(cell, plain):
    def use(): return cell
    l = locals()
    cell = "changed"
    return l["cell"], locals()["cell"], sorted(locals())
print(g(1, 2))
print([sorted(locals()) for i in range(1)], (lambda z: locals())(1))
def gen():
    a = 1
    yield locals()
    a = 2
    yield locals()
it = gen()
first = next(it); print(first); second = next(it); print(first is second, first)
