class R:
    def __repr__(self): return repr(self)
class E:
    def __eq__(self, other): return self == other
    def __hash__(self): return hash(self)
class G:
    def __getattr__(self, name): return getattr(self, name + "x")
class Call:
    def __call__(self): return self()
class I:
    def __iter__(self): return iter(self)
class B:
    def __bool__(self): return bool(self)
class A:
    def __add__(self, o): return self + o
for f in (lambda: repr(R()), lambda: E() == 1, lambda: hash(E()), lambda: G().a, lambda: Call()(), lambda: list(I()), lambda: bool(B()), lambda: A() + 1, lambda: str(R())):
    try: f(); print("?")
    except RecursionError as error: print("RecursionError", str(error)[:32])
a = []
for _ in range(100_000): a = [a]
for f in (repr, lambda x: x == [x], lambda x: hash((x,))):
    try: f(a); print("fine")
    except RecursionError: print("RecursionError")
    except TypeError as error: print(error)
