class D:
    def __init__(self, n): self.n = n
    def __del__(self): print("del", self.n)
a = D("a"); b = D("b")
def f(): c = D("c"); print("in f")
f()
a = D("a2")
l = [D("l1"), D("l2")]; l.pop(0); print("popped")
D("temp"); print("end")
