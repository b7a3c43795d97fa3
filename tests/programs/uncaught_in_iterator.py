class It:
    def __init__(self): self.n = 2
    def __iter__(self): return self
    def __next__(self):
        self.n -= 1
        if self.n < 0: raise BufferError("instead of stopping")
        return self.n
total = sum(
    x for x in
    It()
)
