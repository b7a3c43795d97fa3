class P:
    __match_args__ = ("x", "y")
    def __init__(self, x, y): self.x, self.y = x, y
class Q(P): __match_args__ = ("y",)
class Prop:
    @property
    def loud(self): print("looked"); return 5
def m(o):
    match o:
        case Q(1): return "q with y 1"
        case P(0, 0): return "origin"
        case P(x=0): return "on the axis"
        case P(a, y=P(b, _)): return "nested", a, b
        case P(): return "a point"
        case int(n) | float(n): return "number", n
        case str("exact"): return "exact"
        case str(s): return s.upper()
        case bool(): return "never: bool is an int"
        case Prop(loud=5): return "prop"
        case list([1, *r]) | tuple([2, *r]): return "seq", r
        case dict(d): return d
    return None
for o in (Q(5, 1), Q(5, 2), P(0, 0), P(0, 1), P(1, P(2, 3)), P(3, 4), 5, 2.5, True, "exact", "abc", Prop(), [1, 2], (2, 3), {1: 2}, None): print(m(o))
def bad(o, text):
    ns = {"o": o, "P": P, "Bad": Bad, "BadItem": BadItem, "NotType": 5, "TooMany": type("TooMany", (), {})}
    try: exec(f"match o:\n case {text}: print('matched')\n case _: print('no')", ns)
    except Exception as e: print(type(e).__name__, e)
class Bad: __match_args__ = ["x"]
class BadItem: __match_args__ = (1,)
bad(P(1, 2), "P(1, 2, 3)"); bad(P(1, 2), "P(1, x=2)"); bad(Bad(), "Bad(1)"); bad(BadItem(), "BadItem(1)"); bad(5, "NotType()"); bad(5, "int(1, 2)"); bad(object(), "object(1)"); bad(P(1, 2), "P(z=1)"); bad(P(1, 2), "P(x=1, x=2)")
