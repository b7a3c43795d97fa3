class C:
    def __delattr__(self, name): print("delattr", name)
    def __delitem__(self, key): print("delitem", key)
c = C()
del c.x, c["k"], c[1:2], c[1, 2], c[...]
a = b = 1
del (a, b)
for name in ("a", "b"):
    try: eval(name)
    except NameError as e: print(e)
l = list(range(10))
del l[0], l[-1], l[::2]
print(l)
d = {"x": 1}
for text in ("del d['missing']", "del l[50]", "del missing", "del (1)[0]", "del 'abc'[0]", "del (1, 2)[0]", "del l['x']", "del d.x", "del 5", "del f()", "del a + b", "del (x, [y.z, 1])", "del ()", "del len.__name__", "del int.real", "del object().x"):
    try: exec(text); print(text, "fine")
    except Exception as e: print(text, type(e).__name__, e)
def f(x):
    del x
    try: x
    except UnboundLocalError as e: return e
print(f(1))
