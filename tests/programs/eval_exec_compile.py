x = 10
print(eval("x + 1"), eval("x + y", {"x": 1, "y": 2}), eval("[x for _ in range(2)]"), eval(compile("x", "f", "eval")))
exec("z = x * 2\ndef f(a):\n    return a + z"); print(z, f(1))
ns = {}; exec("a = 1; b = [a]", ns); print(sorted(k for k in ns if k != "__builtins__"), ns["b"])
def loc():
    y = 5
    exec("y = 6"); 
    return y, eval("y + 1"), sorted(locals())
print(loc())
g, l = {"v": 1}, {"v": 2}; exec("w = v; global u; u = v", g, l); print(l, g.get("u"))
class M(dict):
    def __missing__(self, k): return k + "!"
    def __getitem__(self, k): return "got " + k if k == "q" else super().__getitem__(k)
print(eval("q + r", {}, M()), eval(" 1"), eval("\t1 ")) 
for bad in ("1 +", "x = 1", "", "def", "(", "a b", "'", "\\"):
    try: eval(bad)
    except SyntaxError as e: print(repr(bad), e.msg, e.lineno, e.offset, e.text)
for bad in (lambda: eval(5), lambda: exec("1", 5), lambda: compile("1", "f", "bad"), lambda: eval("1", {}, 5), lambda: compile("a\0b", "f", "exec")):
    try: bad()
    except Exception as e: print(type(e).__name__, e)
