log = []
class L:
    def __init__(self): self.v = 1
    def __getitem__(self, k): log.append(("get", k)); return self.v
    def __setitem__(self, k, v): log.append(("set", k, v)); self.v = v
    def __getattr__(self, n): log.append(("getattr", n)); return 10
    def __setattr__(self, n, v): log.append(("setattr", n)); object.__setattr__(self, n, v)
def one(n): log.append(("one", n)); return obj
obj = L()
one(1)[one(2) and "k"] += 5
one(3).attr -= 1
obj[1:2] *= 3
obj[::] //= 1
print(log, obj.v)
t = ([1], 2)
try: t[0] += [2]
except TypeError as e: print(e, t)
s = "a"; s += "b"; s *= 3
x = [1]; y = x; x += (2,); x *= 2
print(s, x, y is x)
n = 7
n += 1; n -= 2; n *= 3; n //= 2; n %= 5; n **= 3; n <<= 2; n >>= 1; n &= 0xff; n |= 1; n ^= 3; n /= 2
print(n)
class M:
    def __imatmul__(self, o): return ("imatmul", o)
    def __matmul__(self, o): return ("matmul", o)
m = M(); r = m @ 1; m @= 2
print(r, m)
def f():
    try: undefined += 1
    except UnboundLocalError as e: print(e)
f()
for text in ("1 += 1", "f() += 1", "(a, b) += 1", "a += b += 1", "x: int += 1", "None += 1", "[a] += 1"):
    try: compile(text, "f", "exec")
    except SyntaxError as e: print(text, e.msg)
