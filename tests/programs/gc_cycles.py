import gc
gc.disable()
class N:
    def __init__(self, n): self.n = n; self.me = self
    def __del__(self): print("collected", self.n)
N("one"); print("before")
print(gc.collect() > 0, gc.isenabled())
a = []; a.append(a); del a
print(gc.collect() >= 1, gc.get_threshold(), gc.get_count()[0] >= 0, gc.is_tracked([]), gc.is_tracked(1), gc.garbage)
gc.enable()
