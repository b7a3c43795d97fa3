g = {"x": 1}
exec("y = x + 1\ndef f(): return x + y", g)
print(g["y"], g["f"](), sorted(k for k in g if k != "__builtins__"), type(g["__builtins__"]).__name__)
l = {}
exec("a = 1\nb = [a for _ in range(1)] if False else 2\nclass C: d = a", {"z": 0}, l)
print(sorted(l), l["C"].d)
try: exec("q = 1\ndef f(): return q\nf()", {}, {})
except NameError as e: print(e)
class Map:
    def __init__(self): self.d = {}
    def __getitem__(self, k): print("get", k); return self.d[k]
    def __setitem__(self, k, v): print("set", k); self.d[k] = v
    def __delitem__(self, k): print("del", k); del self.d[k]
exec("m = 1; n = m; del m; len", {}, Map())
for bad in (lambda: eval("1", 5), lambda: eval("1", {}, 5), lambda: exec("x", Map()), lambda: eval("x = 1"), lambda: eval(5), lambda: eval(""), lambda: eval("  1 +  2  "), lambda: eval("\t[1,\n2]"), lambda: exec("print(__builtins__ is None)", {"__builtins__": None}), lambda: eval("len", {"__builtins__": {}}), lambda: eval("len('abc')", {"__builtins__": {"len": lambda s: "mine"}}), lambda: eval(compile("x * 2", "f", "eval"), {"x": 21}), lambda: eval(compile("x = 3", "f", "exec"), g), lambda: exec(compile("5; None; 'z'", "f", "single"))):
    try: print(bad())
    except Exception as e: print(type(e).__name__, e)
def f():
    a = 1
    exec("a = 2; b = 3")
    return a, sorted(locals()), eval("a + 1")
print(f(), g["x"])
