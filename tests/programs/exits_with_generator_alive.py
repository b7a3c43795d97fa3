def g(name):
    try:
        print("start", name)
        yield
    finally: print("end", name)
a, b = g("a"), g("b")
next(a); next(b)
class D:
    def __del__(self): print("del D")
d = D()
def f(): return d
print("last line")
