def f(a, b=1):
    if a > b:
        return a
    for x in b:
        print(x)

class C:
    def m(self): return [i for i in self if i]
