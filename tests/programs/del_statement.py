a = [1, 2, 3, 4]; del a[0], a[-1]; print(a)
d = {"a": 1, "b": 2}; del d["a"]; print(d)
x = y = 1; del x, (y); 
try: x
except NameError as e: print(e)
class C: attr = 1
del C.attr; print(hasattr(C, "attr"))
l = list(range(10)); del l[2:8:2]; print(l); del l[:]; print(l)
def f():
    v = 1; del v
    v = 2; return v
print(f())
try: del undefined_thing
except NameError as e: print(e)
try: del d["zz"]
except KeyError as e: print(repr(e))
