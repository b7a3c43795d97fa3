words = "banana Apple cherry apple Banana date fig".split()
print(sorted(words), sorted(words, key=str.lower), sorted(words, key=len, reverse=True), sorted(words, key=lambda w: (len(w), w)))
class K:
    def __init__(self, v): self.v = v
    def __lt__(self, o): return self.v % 10 < o.v % 10
    def __repr__(self): return str(self.v)
print(sorted([K(v) for v in (15, 5, 22, 12, 1, 31, 9)]), min(K(3), K(13)), max([K(2), K(12)]))
big = [(i * 7919) % 1009 for i in range(1000)]; big.sort(); print(big == sorted(range(0, 1009), key=lambda x: x)[:len(big)] or big[:5], big[-3:])
l = [3, 1, 2]; print(l.sort(), l, sorted("hello", reverse=True), sorted({3: 1, 1: 2}), sorted([(1, "b"), (1, "a"), (0, "z")]))
try: sorted([1, "a"])
except TypeError as e: print(e)
try: [1, 2, 3].sort(key=lambda x: l.append(1) or 1 / (x - 2))
except ZeroDivisionError as e: print(e, l)
