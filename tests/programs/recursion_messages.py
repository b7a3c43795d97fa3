import sys
sys.setrecursionlimit(200)
def f(n): return f(n + 1) + 1
try: f(0)
except RecursionError as e: print(e, e.__traceback__.tb_next.tb_lineno)
class R:
    def __repr__(self): return repr(self)
    def __eq__(self, o): return self == o
    def __hash__(self): return hash(self)
    def __getattr__(self, n): return getattr(self, n)
    def __call__(self): return self()
    def __iter__(self): return iter(self)
    def __add__(self, o): return self + o
    def __bool__(self): return bool(self)
    def __len__(self): return len(self)
    def __contains__(self, x): return x in self
    def __index__(self): return [1][self]
    def __lt__(self, o): return self < o
    def __enter__(self):
        with self: pass
    def __exit__(self, *a): pass
    def __getitem__(self, k): return self[k]
    def __format__(self, s): return format(self, s)
    def __str__(self): return str(self)
    def __int__(self): return int(self)
    def __instancecheck__(self, o): return isinstance(o, self)
r = R()
for code in ["repr(r)", "r == 1", "hash(r)", "r.x", "r()", "iter(r)", "r + 1", "bool(r)", "len(r)", "1 in r", "[1][r]", "r < 1", "r[0]", "format(r)", "str(r)", "int(r)", "isinstance(1, r)", "f'{r}'", "'%s' % r", "sorted([r, r])", "with_(r)"]:
    def with_(r):
        with r: pass
    try: eval(code)
    except RecursionError as e: print(code, "RecursionError", e)
    except Exception as e: print(code, type(e).__name__, e)
a = []
a.append(a); print(a, a == a)
b = []; c = [b]; b.append(c)
try: print(b == c)
except RecursionError as e: print(e)
d = {}; d["d"] = d; print(d)
x = None
for i in range(100000): x = [x]
try: repr(x)
except RecursionError as e: print(e)
try: x == [x]
except RecursionError as e: print(e)
del x
def gen(n):
    yield from gen(n + 1)
try: next(gen(0))
except RecursionError as e: print(e)
def deco(f): return lambda: f()
g = lambda: 1
for i in range(1000): g = deco(g)
try: g()
except RecursionError as e: print(e)
try: exec("exec(s)", {"s": "exec(s)", "exec": exec})
except RecursionError as e: print(e)
def h():
    try: h()
    finally: 1
try: h()
except RecursionError as e: print(e)
for bad in (0, -1, 1, 1 << 40, "a"):
    try: sys.setrecursionlimit(bad)
    except Exception as e: print(type(e).__name__, e)
def loop(): loop()
loop()
