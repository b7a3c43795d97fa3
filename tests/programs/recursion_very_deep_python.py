import sys
sys.setrecursionlimit(10 ** 6)
def down(n): return 0 if n == 0 else 1 + down(n - 1)
print(down(50_000))
class Node:
    def __init__(self, next): self.next = next
    def total(self): return 1 + (self.next.total() if self.next else 0)
n = None
for _ in range(20_000): n = Node(n)
print(n.total())
del n
print("freed")
