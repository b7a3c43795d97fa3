class Node:
    def __init__(self, v, l=None, r=None): self.v, self.l, self.r = v, l, r
    def insert(self, v):
        side = "l" if v < self.v else "r"
        child = getattr(self, side)
        if child: child.insert(v)
        else: setattr(self, side, Node(v))
    def __iter__(self):
        if self.l: yield from self.l
        yield self.v
        if self.r: yield from self.r
    def depth(self): return 1 + max((c.depth() for c in (self.l, self.r) if c), default=0)
root = Node(50)
for v in (30, 70, 20, 40, 60, 80, 10): root.insert(v)
print(list(root), root.depth(), sum(root), 40 in root)
def hanoi(n, a="A", b="B", c="C"):
    if n == 0: return 0
    return hanoi(n - 1, a, c, b) + 1 + hanoi(n - 1, c, b, a)
print(hanoi(8))
def ack(m, n): return n + 1 if m == 0 else ack(m - 1, 1) if n == 0 else ack(m - 1, ack(m, n - 1))
print(ack(2, 3))
def perms(l): return [[x] + p for i, x in enumerate(l) for p in perms(l[:i] + l[i + 1:])] if l else [[]]
print(perms([1, 2, 3]))
l = [1]; l.append(l); d = {}; d["d"] = d; print(l, d, [l, l] == [l, l])
