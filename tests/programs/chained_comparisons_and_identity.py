class T:
    def __init__(self, v): self.v = v
    def __lt__(self, o): print("lt", self.v, o.v); return self.v < o.v
    def __repr__(self): return f"T{self.v}"
def t(v): print("make", v); return T(v)
print(t(1) < t(2) < t(3), t(3) < t(2) < t(9))
print(1 < 2 > 1 != 3 in [3] is not None, 1 == 1.0 is True, (1 < 3) < 2, 3 > 2 == True)
nan = float("nan")
print(nan == nan, nan in [nan], [nan] == [nan], (nan,) == (float("nan"),), nan is nan, {nan: 1}.get(nan))
print([1, 2] < [1, 3], [1] < [1, 0], (1, "a") < (1, "b"), "Z" < "a", b"a" < b"b", {1} < {1, 2}, {1: 2} == {1: 2.0})
for text in ("1 < 'a'", "[] < ()", "{} < {}", "None < None", "1j < 2j", "object() < object()", "{1} < [1]", "b'a' < 'a'", "max([1, 'a'])", "sorted([None, 1])"):
    try: print(text, eval(text))
    except TypeError as e: print(text, e)
class Weird:
    def __eq__(self, o): return "not a bool"
    def __ne__(self, o): return []
    def __contains__(self, x): return "yes"
print(Weird() == 1, Weird() != 1, 1 == Weird(), 5 in Weird(), [Weird()] == [1], Weird() in [1])
class NoBool:
    def __bool__(self): raise ValueError("no truth")
class Cmp:
    def __lt__(self, o): return NoBool()
for f in (lambda: Cmp() < 1, lambda: Cmp() < 1 < 2, lambda: sorted([Cmp(), Cmp()]), lambda: not NoBool(), lambda: NoBool() and 1, lambda: [1 for _ in [1] if NoBool()]):
    try: print(type(f()).__name__)
    except ValueError as e: print(e)
