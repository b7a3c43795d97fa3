class V:
    def __init__(self, *c): self.c = c
    def __repr__(self): return "V" + repr(self.c)
    def __add__(self, o): return V(*(a + b for a, b in zip(self.c, o.c))) if isinstance(o, V) else NotImplemented
    def __radd__(self, o): return f"radd {o}"
    def __iadd__(self, o): self.c += o.c; return self
    def __mul__(self, k): return V(*(a * k for a in self.c))
    __rmul__ = __mul__
    def __neg__(self): return V(*(-a for a in self.c))
    def __abs__(self): return sum(self.c)
    def __bool__(self): return any(self.c)
    def __len__(self): return len(self.c)
    def __getitem__(self, i): return self.c[i]
    def __contains__(self, x): return x in self.c
    def __iter__(self): return iter(self.c)
    def __call__(self, *a): return ("called", a)
    def __lt__(self, o): return self.c < o.c
    def __eq__(self, o): return self.c == o.c
    def __matmul__(self, o): return sum(a * b for a, b in zip(self, o))
    def __index__(self): return self.c[0]
    def __int__(self): return 7
    def __float__(self): return 7.5
    def __getattr__(self, n): return f"attr {n}" if n != "nope" else (_ for _ in ()).throw(AttributeError(n))
    def __setitem__(self, i, v): print("set", i, v)
    def __delitem__(self, i): print("del", i)
    def __enter__(self): print("enter"); return self
    def __exit__(self, *e): print("exit", e[0]); return True
    def __divmod__(self, o): return "divmod"
    def __rsub__(self, o): return "rsub"
    def __pow__(self, o, m=None): return ("pow", o, m)
    def __round__(self, n=None): return ("round", n)
    def __reversed__(self): return reversed(self.c)
    def __str__(self): return "str!"
    def __bytes__(self): return b"bytes!"
    def __dir__(self): return ["z", "a"]
v, w = V(1, 2), V(3, 4)
print(v + w, 1 + v, v * 3, 3 * v, -v, abs(v), bool(V(0)), len(v), v[0], 2 in v, list(v), v(1), v < w, v > w, v == V(1, 2), v != w, v @ w)
v += w; print(v, [10, 20, 30][V(1)], int(v), float(v), v.foo, hex(V(255)), sorted([w, v, V(0)]), max(v, w), divmod(v, 1), 5 - v, pow(v, 2, 3), round(v), round(v, 1), list(reversed(v)), str(v), bytes(v), dir(v), f"{v}")
v[1:2] = 5; del v[...]
with v as x: print(x is v); raise ValueError
print("after")
for bad in ("v - 1", "v + 1", "v.nope", "v >= w", "v // 2", "~v", "hash(v)", "v % 2"):
    try: print(eval(bad))
    except Exception as e: print(bad, type(e).__name__, e)
