def f(a: int, b: "str" = "x", *, c: float = 1.5) -> list:
    "documented"
f.extra = 1
print(f.__name__, f.__qualname__, f.__doc__, f.__module__, f.__defaults__, f.__kwdefaults__, f.__annotations__, f.__dict__, f.__closure__)
f.__defaults__ = (1, 2); f.__kwdefaults__ = {"c": 9}
f.__doc__ = None; f.__name__ = "other"; f.__qualname__ = "deep.other"
print(repr(f).split(" at ")[0], f.__defaults__, f.__name__)
for name, value in (("__defaults__", 5), ("__kwdefaults__", []), ("__name__", 5), ("__dict__", 5), ("__annotations__", 5), ("__globals__", {}), ("__closure__", ()), ("__qualname__", None)):
    try: setattr(f, name, value); print(name, "set")
    except Exception as e: print(name, type(e).__name__, e)
del f.__defaults__, f.__kwdefaults__, f.__annotations__
print(f.__defaults__, f.__kwdefaults__, f.__annotations__)
try: f(1)
except TypeError as e: print(e)
try: del f.__name__
except TypeError as e: print(e)
class C:
    def m(self): "method doc"
    m.tag = "tagged"
b = C().m
print(b.__name__, b.__func__ is C.m, b.__self__.__class__.__name__, b.tag, b.__doc__, b == b, C().m == C().m, hash(b) == hash(b.__self__.m))
try: b.tag = 2
except AttributeError as e: print(e)
print(len.__name__, len.__self__.__name__, "".join.__qualname__, [].append.__self__, str.upper.__objclass__, dict.fromkeys.__self__)
def default_is_shared(x=[]): x.append(len(x)); return x
print(default_is_shared(), default_is_shared(), default_is_shared([9]))
