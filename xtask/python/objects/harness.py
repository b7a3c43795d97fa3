import sys, types, _weakref as weakref
class operator:
    """The little of the module that is needed, without importing all that it imports."""
    def index(a): return a.__index__() if hasattr(type(a), "__index__") else [].__getitem__(a)
    def length_hint(a): return list(a)
    def iadd(a, b): a += b; return a
    def isub(a, b): a -= b; return a
    def imul(a, b): a *= b; return a
    def itruediv(a, b): a /= b; return a
    def ifloordiv(a, b): a //= b; return a
    def imod(a, b): a %= b; return a
    def ipow(a, b): a **= b; return a
    def ilshift(a, b): a <<= b; return a
    def irshift(a, b): a >>= b; return a
    def iand(a, b): a &= b; return a
    def ior(a, b): a |= b; return a
    def ixor(a, b): a ^= b; return a
    def imatmul(a, b): a @= b; return a
    def iconcat(a, b): a += b; return a
    def concat(a, b): return a + b
mappingproxy = types.MappingProxyType
nan = float("nan")
inf = float("inf")
START = int(sys.argv[1]) if len(sys.argv) > 1 else 0
class SubInt(int): pass
class SubFloat(float): pass
class SubComplex(complex): pass
class SubStr(str): pass
class SubBytes(bytes): pass
class SubBytearray(bytearray): pass
class SubList(list): pass
class SubTuple(tuple): pass
class SubDict(dict): pass
class SubSet(set): pass
class SubFrozen(frozenset): pass
class StrStr(str):
    def __str__(self): return SubStr("from __str__")
    def __repr__(self): return SubStr("from __repr__")
class Missing(dict):
    def __missing__(self, key): return ("missing", key)
def raising(name, text):
    def method(self, *args): raise ZeroDivisionError(text)
    method.__name__ = name
    return method
def returning(name):
    def method(self, *args): return self.value
    method.__name__ = name
    return method
class Valued:
    def __init__(self, value): self.value = value
    def __repr__(self): return "<%s %r>" % (type(self).__name__, self.value)
class Shown:
    def __repr__(self): return "<%s>" % type(self).__name__
def valued(name, *methods): return type(name, (Valued,), {m: returning(m) for m in methods})
def raiser(name, *methods): return type(name, (Shown,), {m: raising(m, m) for m in methods})
IndexOf = valued("IndexOf", "__index__")
IndexRaise = raiser("IndexRaise", "__index__")
EqRaise = raiser("EqRaise", "__eq__", "__lt__", "__gt__", "__le__", "__ge__", "__ne__")
EqRaise.__hash__ = lambda self: 1
HashRaise = raiser("HashRaise", "__hash__")
HashOf = valued("HashOf", "__hash__")
IterRaise = raiser("IterRaise", "__iter__")
IterOf = valued("IterOf", "__iter__")
LenOf = valued("LenOf", "__len__")
LenRaise = raiser("LenRaise", "__len__")
BoolOf = valued("BoolOf", "__bool__")
BoolRaise = raiser("BoolRaise", "__bool__")
ReprOf = type("ReprOf", (), {"__init__": Valued.__init__, "__repr__": returning("__repr__")})
ReprRaise = type("ReprRaise", (), {"__repr__": raising("__repr__", "__repr__")})
StrOf = valued("StrOf", "__str__")
FloatOf = valued("FloatOf", "__float__")
IntOf = valued("IntOf", "__int__")
ComplexOf = valued("ComplexOf", "__complex__")
BytesOf = valued("BytesOf", "__bytes__")
FormatOf = valued("FormatOf", "__format__")
TruncOf = valued("TruncOf", "__trunc__")
RoundOf = valued("RoundOf", "__round__", "__floor__", "__ceil__")
class EqTrue(Shown):
    def __eq__(self, other): return True
    def __hash__(self): return 1
class EqStr(Shown):
    def __eq__(self, other): return "yes"
    def __lt__(self, other): return []
    def __hash__(self): return 1
class NextRaise(Valued):
    def __iter__(self): return self
    def __next__(self):
        if self.value <= 0: raise ZeroDivisionError("__next__")
        self.value -= 1
        return self.value
class HintOf(Valued):
    def __iter__(self): return iter((1, 2))
    def __length_hint__(self): return self.value
class HintRaise(Shown):
    def __iter__(self): return iter((1, 2))
    def __length_hint__(self): raise ZeroDivisionError("hint")
class Hint(Valued):
    def __iter__(self): return self
    def __next__(self):
        if not self.value: raise StopIteration("done")
        self.value -= 1
        return self.value
    def __length_hint__(self): return self.value + 3
class OldSeq(Valued):
    def __getitem__(self, i):
        if i >= self.value: raise IndexError("end")
        return i * 10
    def __len__(self): return self.value
OPS = "add sub mul truediv floordiv mod divmod pow lshift rshift and xor or matmul".split()
class Reflect(Shown): pass
class NotImpl(Shown): pass
class Fixed(Shown):
    def __hash__(self): return 42
for _op in OPS:
    setattr(Reflect, "__r%s__" % _op, lambda self, other, *rest, op=_op: ("r" + op, rest))
    setattr(NotImpl, "__%s__" % _op, lambda self, *rest: NotImplemented)
    setattr(NotImpl, "__r%s__" % _op, lambda self, *rest: NotImplemented)
    setattr(NotImpl, "__i%s__" % _op, lambda self, *rest: NotImplemented)
    setattr(Fixed, "__i%s__" % _op, lambda self, other, op=_op: ("i" + op,))
for _op in "lt le gt ge eq ne".split():
    setattr(Reflect, "__%s__" % _op, lambda self, other, op=_op: (op,))
Reflect.__hash__ = lambda self: 3
class NoOps(Shown):
    __hash__ = __iter__ = __eq__ = __lt__ = __add__ = __len__ = __contains__ = __getitem__ = __bool__ = __reversed__ = None
class Plain(Shown):
    def __init__(self, **kw): self.__dict__.update(kw)
class KeysOnly(Shown):
    def keys(self): return ["a", "b"]
class KeysOf(Valued):
    def keys(self): return self.value
    def __getitem__(self, key):
        if key == 9: raise IndexError
        return 1
class ItemsLie(Shown):
    def keys(self): return iter(["a", 1])
    def __getitem__(self, key):
        if key == 9: raise IndexError
        return key
class DictLike(Shown):
    def keys(self): return ["p", "q"]
    def __getitem__(self, key): return key * 2
    def __len__(self): return 2
    def __iter__(self): return iter(["p", "q"])
    def items(self): return [("p", 1)]
    def values(self): return (1,)
    def get(self, key, default=None): return "got"
    def copy(self): return "copied"
    def __contains__(self, key): return key == "p"
    def __reversed__(self): return "backwards"
    def __or__(self, other): return "or"
class GetattrRaise(Shown):
    def __getattr__(self, name): raise ZeroDivisionError("getattr " + name if name != "__length_hint__" else "hint")
class Callable(Shown):
    def __call__(self, *args, **kw): return (args, kw)
class CallRaise(Shown):
    def __call__(self, *args, **kw): raise ZeroDivisionError("called")
class Desc(Shown):
    def __get__(self, obj, owner=None): return ("got", obj is None, getattr(owner, "__name__", owner))
    def __set__(self, obj, value): raise ZeroDivisionError("set")
class DataDesc:
    def __get__(self, obj, owner=None): return "data"
    def __set__(self, obj, value): pass
    def __delete__(self, obj): raise TypeError("no delete")
class C0:
    "A class."
    x = 1
    def m(self, a=1, *b, c=2, **d): return ("m", a, b, c, d)
    @property
    def p(self): return "p"
    @classmethod
    def cm(cls): return cls.__name__
    @staticmethod
    def sm(): return "sm"
    def __repr__(self): return "<C0>"
class Slots:
    __slots__ = ("a", "b", "__weakref__")
    def __repr__(self): return "<Slots>"
class Meta(type):
    def __repr__(cls): return "<Meta %s>" % cls.__name__
    def extra(cls): return "extra"
class MetaC(metaclass=Meta):
    def __init_subclass__(cls, **kw): cls.kw = kw
    def __class_getitem__(cls, item): return ("item", item)
class ModSub(types.ModuleType): pass
class SubExc(ValueError):
    def __init__(self, *args): self.extra = args
class SubProp(property): pass
class SubType(type): pass
class KeepClass: pass
KEEP = KeepClass()
def KFUN(): return "kfun"
def Bound(): return C0().m
def F(kind=0):
    def f(a, b=2, *c, d, e=5, **g): "doc"; return (a, b, c, d, e, g)
    f.attr = 1
    return f
def G(x):
    def g(): return x
    return g
def gen(n):
    for i in range(n):
        got = yield i
        if got is not None: yield ("got", got)
    return "returned"
def genraise(n):
    for i in range(n): yield i
    raise ZeroDivisionError("generator")
def gencatch():
    while True:
        try: yield "waiting"
        except ValueError as e: yield ("caught", str(e))
        except GeneratorExit: return
def genstart(n):
    g = gen(n)
    next(g)
    return g
def gendone():
    g = gen(0)
    list(g)
    return g
async def coro(x=1): return x
async def acoro():
    await Awaitable()
    return "end"
async def agen(n):
    for i in range(n): yield i
class Awaitable:
    def __await__(self): yield "awaiting"
def selfl():
    l = [1]
    l.append(l)
    return l
def selft():
    l = []
    t = (1, l)
    l.append(t)
    return t
def selfd():
    d = {"k": 1}
    d["d"] = d
    return d
def noted(*args):
    e = ValueError(*args)
    e.add_note("note one")
    return e
def chained():
    try:
        try: raise KeyError("inner")
        except KeyError as e: raise ValueError("outer") from e
    except ValueError as e: return e
def raised(e):
    try: raise e
    except BaseException as e: return e
def tb():
    try: raise ValueError
    except ValueError as e: return e.__traceback__
def frame(): return sys._getframe()
def array_of_views(): return memoryview(bytearray(range(24)))
def released():
    m = memoryview(b"abc")
    m.release()
    return m
def used(it, n=1):
    for _ in range(n): next(it, None)
    return it
def grown(d):
    it = iter(d)
    next(it)
    d["zz" if isinstance(d, dict) else 0] = 1
    return it
class Eraser(Shown):
    """Compares by emptying a container first."""
    def __init__(self, target): self.target = target
    def __eq__(self, other): self.target.clear(); return False
    def __lt__(self, other): self.target.clear(); return True
    def __hash__(self): return 1
    def __index__(self): self.target.clear(); return 1
    def __iter__(self): self.target.clear(); return iter((1, 2))
    def __repr__(self): self.target.clear(); return "<Eraser>"
def with_eraser(target):
    if isinstance(target, list): target[1:1] = [Eraser(target)]
    elif isinstance(target, dict): target[Eraser(target)] = 1
    else: target.add(Eraser(target))
    return target
def plain(text):
    at = text.find(" 0x")
    while at >= 0:
        end = at + 3
        while end < len(text) and text[end] in "0123456789abcdef": end += 1
        if end - at > 8: text = text[:at] + " 0xADDR" + text[end:]
        at = text.find(" 0x", at + 3)
    if len(text) > 400: text = text[:300] + "...%d %d" % (len(text), hash(text))
    return text
def safe(value):
    try: return plain(repr(value))
    except BaseException as e: return "repr raised %s %s" % (type(e).__name__, plain(str(e)))
ITERATORS = tuple({type(i) for i in (iter([]), iter(()), iter(""), iter("é"), iter(b""), iter(bytearray()), iter({}), iter({}.values()), iter({}.items()), iter(set()), iter(range(1)), iter(range(2**70)),
    reversed([]), reversed({}), reversed({}.values()), reversed({}.items()), reversed(()), enumerate(""), zip(), map(len, ""), filter(None, ""), iter(len, 1), gen(1), iter(memoryview(b"")), iter(OldSeq(1)))})
def shown(value):
    kind = type(value)
    text = "%s %s" % (kind.__name__, safe(value))
    if kind in ITERATORS: text += drained(value)
    elif kind is types.FunctionType: text = "function %s %r %r" % (value.__qualname__, value.__defaults__, value.__kwdefaults__)
    elif kind in (tuple, list) and 0 < len(value) < 8 and any(type(v) in ITERATORS for v in value): text += " [%s]" % ", ".join(shown(v) for v in value)
    elif isinstance(value, BaseException): text += error(value)
    elif isinstance(value, (int, float, complex, str, bytes, tuple, list, dict, set, frozenset)) and kind.__module__ == "__main__":
        for base in (int, float, complex, str, bytes, tuple, list, dict, set, frozenset):
            if isinstance(value, base): text += " " + plain(base.__repr__(value)) + " " + safe(getattr(value, "__dict__", None))
    return text
def drained(it):
    out = []
    try:
        for _ in range(12): out.append(safe(next(it)))
    except StopIteration as e: out.append("stop %s" % safe(e.value))
    except BaseException as e: out.append("%s %s" % (type(e).__name__, plain(str(e))))
    return " -> " + ", ".join(out)
def error(e, depth=0):
    try: text = str(e)
    except BaseException as x: text = "str raised %s %s" % (type(x).__name__, x)
    try: parts = [plain(text), safe(e.args)]
    except BaseException as x: parts = [plain(text)]
    notes = getattr(e, "__notes__", None)
    if notes is not None: parts.append("notes %s" % safe(notes))
    for name in ("name", "obj", "path", "value", "code", "errno", "strerror", "filename", "object", "start", "end", "reason", "encoding", "lineno", "offset", "exceptions"):
        try: parts.append("%s=%s" % (name, safe(getattr(e, name))))
        except AttributeError: pass
    if depth < 3:
        if e.__cause__ is not None: parts.append("cause %s(%s)" % (type(e.__cause__).__name__, error(e.__cause__, depth + 1)))
        if e.__context__ is not None: parts.append("context %s(%s)" % (type(e.__context__).__name__, error(e.__context__, depth + 1)))
        parts.append("suppress %s" % e.__suppress_context__)
    return " | ".join(parts)
CONSTANT = (int, float, complex, str, bytes, type(None), bool, type, range, slice, types.BuiltinFunctionType, type(...), types.CodeType, types.ModuleType)
def K(number, make, call):
    if number < START: return
    try: values = make()
    except BaseException as e:
        line = "no values: %s %s" % (type(e).__name__, plain(str(e)))
        values = ()
    else:
        try: line = shown(call(*values))
        except BaseException as e: line = "! %s %s" % (type(e).__name__, error(e))
    for value in values:
        if type(value) not in CONSTANT: line += " ; " + shown(value)
    print(number, line.encode("unicode_escape").decode("ascii"), flush=True)
class Setter:
    def __init__(self, r): self.r = r
def item_set(r, k, v): r[k] = v
def item_del(r, k): del r[k]
def attr_set(r, v, name): setattr(r, name, v); return getattr(r, name)
def attr_del(r, name): delattr(r, name); return getattr(r, name, "gone")
def inplace(op, a, b):
    c = op(a, b)
    return (c is a, c)
def unpack1(r): a, = r; return a
def unpack2(r): a, b = r; return (a, b)
def unpackstar(r): a, *b, c = r; return (a, b, c)
def forloop(r):
    out = []
    for i, v in enumerate(r):
        out.append(v)
        if i > 20: break
    return out
def mutating(r, change):
    out = []
    for v in r:
        out.append(v)
        if len(out) > 12: break
        change(r, v)
    return out
def withs(r):
    with r as x: return x
def raises(r): raise r
def raisefrom(r, a): raise r from a
def excepting(r, a):
    try: raise a
    except r: return "caught"
def starcall(f, a, k): return f(*a, **k)
def matching(r):
    match r:
        case []: return "empty"
        case [a]: return ("one", a)
        case [a, *b]: return ("many", a, b)
        case {"a": a, **rest}: return ("mapping", a, rest)
        case str(x): return ("str", x)
        case int(x): return ("int", x)
        case C0(x=1): return "C0"
        case _: return "other"
def driven(c):
    out = []
    try:
        for _ in range(5): out.append(c.send(None))
    except StopIteration as e: out.append(("stop", e.value))
    return out
def subclassed(t, **kw):
    class Sub(t, **kw): pass
    return (Sub.__mro__, Sub.__basicsize__, Sub.__itemsize__, Sub.__dictoffset__, Sub.__weakrefoffset__, Sub.__flags__ & ~(1 << 19))
