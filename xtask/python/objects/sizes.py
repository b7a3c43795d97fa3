"""Writes a program that prints `sys.getsizeof` at every growth step of every built-in container, number and text, and of
classes and instances in all combinations of bases, slots and attributes."""

import sys

PROGRAM = '''import sys
size = sys.getsizeof
state = SEED
number = 0
def below(n):
    global state
    state = (state * 6364136223846793005 + 1442695040888963407) % 2**64
    return (state >> 33) % n
def out(*what):
    global number
    print(number, *what)
    number += 1
def steps(name, start, step, count=1000):
    c = start()
    out(name, -1, size(c))
    for i in range(count):
        r = step(c, i)
        if r is not None: c = r
        out(name, i, size(c))
def set_slice(c, i): c[i // 2:i // 2] = [i]
def set_slice3(c, i): c[len(c):] = [i, i, i]
def insert0(c, i): c.insert(0, i)
def iadd(c, i): c += [i]
def iadd5(c, i): c += (1, 2, 3, 4, 5)
def item(c, i): c[i] = i
def text_item(c, i): c["key%d" % i] = i
def pops(c, i): c.pop()
def deletes(c, i): del c[i]
for name, start, step in [
    ("append", list, list.append), ("insert", list, insert0), ("slice", list, set_slice), ("slice3", list, set_slice3), ("iadd", list, iadd), ("iadd5", list, iadd5),
    ("extend", list, lambda c, i: c.extend([i])), ("extend3", list, lambda c, i: c.extend((i, i, i))), ("extend gen", list, lambda c, i: c.extend(x for x in (1, 2))), ("extend iter", list, lambda c, i: c.extend(iter([1]))),
    ("extend range", list, lambda c, i: c.extend(range(i % 7))), ("pop", lambda: list(range(1000)), pops), ("pop0", lambda: [0] * 1000, lambda c, i: [c.pop(0), None][1]), ("del", lambda: list(range(1000)), lambda c, i: c.__delitem__(-1)),
    ("del slice", lambda: list(range(1000)), lambda c, i: c.__delitem__(slice(0, 1))), ("remove", lambda: [1] * 1000, lambda c, i: c.remove(1)),
    ("dict int", dict, item), ("dict str", dict, text_item), ("dict del", lambda: {i: i for i in range(1000)}, deletes), ("dict popitem", lambda: {i: i for i in range(1000)}, lambda c, i: [c.popitem(), None][1]),
    ("dict update", dict, lambda c, i: c.update({i: 1})), ("dict update2", dict, lambda c, i: c.update([(i, 1), (str(i), 2)])), ("dict setdefault", dict, lambda c, i: [c.setdefault(i), None][1]), ("dict |=", dict, lambda c, i: c.__ior__({i: i})),
    ("dict |", dict, lambda c, i: c | {i: i}), ("dict copy", dict, lambda c, i: (c.__setitem__(i, i), c.copy())[1]), ("dict()", dict, lambda c, i: dict(c, **{str(i): 1})), ("dict unpack", dict, lambda c, i: {**c, i: i}),
    ("set", set, set.add), ("set str", set, lambda c, i: c.add(str(i))), ("set discard", lambda: set(range(1000)), set.discard), ("set pop", lambda: set(range(1000)), lambda c, i: [c.pop(), None][1]), ("set update", set, lambda c, i: c.update([i, -i])),
    ("set |=", set, lambda c, i: c.__ior__({i})), ("set |", set, lambda c, i: c | {i}), ("set copy", set, lambda c, i: (c.add(i), c.copy())[1]), ("frozenset", frozenset, lambda c, i: c | {i}), ("set ^", set, lambda c, i: c ^ {i, i // 2}), ("set -", lambda: set(range(1000)), lambda c, i: c - {i}),
    ("bytearray", bytearray, lambda c, i: c.append(i % 256)), ("bytearray +=", bytearray, lambda c, i: c.__iadd__(b"abc")), ("bytearray pop", lambda: bytearray(1000), pops), ("bytearray insert", bytearray, lambda c, i: c.insert(0, 1)),
    ("bytearray slice", bytearray, lambda c, i: c.__setitem__(slice(0, 0), b"xy")), ("bytearray del0", lambda: bytearray(1000), lambda c, i: c.__delitem__(slice(0, 1))), ("bytearray extend", bytearray, lambda c, i: c.extend([1, 2])), ("bytearray *=", lambda: bytearray(1), lambda c, i: c.__imul__(1 + i % 2) if len(c) < 5000 else bytearray(i)),
    ("str", str, lambda c, i: c + "a"), ("str latin", str, lambda c, i: c + "\\xe9"), ("str ucs2", str, lambda c, i: c + "\\u20ac"), ("str ucs4", str, lambda c, i: c + "\\U0001f600"), ("str mixed", str, lambda c, i: c + ["a", "\\xe9", "a", "\\u20ac", "\\U0001f600"][min(4, i // 200)]),
    ("bytes", bytes, lambda c, i: c + b"a"), ("tuple", tuple, lambda c, i: c + (i,)), ("int", lambda: 1, lambda c, i: c << 10), ("int neg", lambda: -1, lambda c, i: c * 1024), ("int pow", lambda: 3, lambda c, i: c * 7),
]:
    steps(name, start, step)
for n in range(0, 1001):
    out("comprehension", n, size([i for i in range(n)]), size([0] * n), size(list(range(n))), size(list((i for i in range(n)))), size([*range(n)]), size([*range(n), 1]), size(list(tuple(range(n)))), size(list("a" * n)), size([1, 2, 3][:n]), size((0,) * n), size(tuple(range(n))), size(tuple(i for i in range(n))))
    out("dict comprehension", n, size({i: i for i in range(n)}), size({str(i): i for i in range(n)}), size(dict.fromkeys(range(n))), size(dict(zip(range(n), range(n)))), size(dict([(i, i) for i in range(n)])), size({i for i in range(n)}), size(set(range(n))), size(frozenset(range(n))), size({*range(n)}), size(set({i: 1 for i in range(n)})), size({**{i: i for i in range(n)}}), size(dict({i: i for i in range(n)})), size({str(i): i for i in range(n)}.copy()))
    out("sorted", n, size(sorted(range(n))), size(list(range(n))[::2]), size([0, 1] * (n // 2)), size(list({i: 1 for i in range(n)})), size(list(set(range(n)))), size("x" * n), size("é" * n), size("€" * n), size("😀" * n), size(b"x" * n), size(bytearray(n)), size(bytes(n)), size(range(n)), size(slice(n)), size(1 << n * 10), size(-(1 << n * 10)), size((1 << n * 10) - 1), size(bytearray(b"x" * n)), size(list(range(n)) + [1]), size([1] * n * 2))
    out("str made", n, size("".join(["a"] * n)), size("%s" % ("a" * n)), size(f"{'é' * n}!"), size("ab" * n), size(("€" * n)[1:]), size(("a" * n).encode()), size(("€" * n).encode()), size(("a" * n).upper()), size(str(10 ** n) if n < 600 else ""), size(("x" * n).replace("x", "yy")))
l, d, s, b = [], {}, set(), bytearray()
for i in range(4000):
    op = below(12)
    n = below(40)
    if op < 3: l.append(i); d[below(300)] = i; s.add(below(300)); b.append(1)
    elif op == 3: l.extend(range(n)); d.update({x: 1 for x in range(n)}); s.update(range(n)); b.extend(bytes(n))
    elif op == 4: l[n:n + below(9)] = range(below(9)); d.pop(n, 0); s.discard(n); b[n:n + 3] = bytes(below(9))
    elif op == 5: del l[below(40):below(60)]; [d.pop(k) for k in list(d)[:n]]; s -= set(range(n)); del b[:n]
    elif op == 6: l *= 1 + below(2) if len(l) < 2000 else 1; d = {**d}; s = s | {n}; b *= 1
    elif op == 7: l = l[:n * 10]; d = dict(d); s = s.copy(); b = b[:n * 10]
    elif op == 8: l.insert(below(20), 1); d.setdefault(n, 1); s ^= {n}; b.insert(below(5), 2)
    elif op == 9: l = [*l, 1]; d |= {n: 1, -n: 2}; s &= set(range(200)); b += b"xyz"
    elif op == 10 and below(6) == 0: l.clear(); d.clear(); s.clear(); b.clear()
    elif op == 11: l.sort(); d = d.copy(); s = set(s); b = bytearray(b)
    out("mixed", i, op, len(l), size(l), len(d), size(d), len(s), size(s), len(b), size(b))
BASES = [object, int, float, complex, str, bytes, bytearray, list, tuple, dict, set, frozenset, Exception, OSError, type, BaseException, property, staticmethod, enumerate, zip, SyntaxError, KeyError, range if False else object]
ARGS = {int: (5,), str: ("abc",), bytes: (b"abc",), tuple: ((1, 2, 3),), list: ([1, 2],), dict: ({1: 2},), staticmethod: (len,), enumerate: ("ab",), type: ("N", (), {}), float: (1.5,), set: ([1],), frozenset: ([1, 2],), bytearray: (b"abc",)}
SLOTS = [None, (), ("a",), ("a", "b"), ("a", "__dict__"), ("a", "__weakref__"), ("__dict__",), ("__weakref__",), ("__dict__", "__weakref__"), "a b c d e f".split()]
def facts(cls): return (cls.__basicsize__, cls.__itemsize__, cls.__dictoffset__, cls.__weakrefoffset__, size(cls), size(cls.__dict__))
for base in BASES:
    for slots in SLOTS:
        for attrs in (0, 1, 5, 30):
            namespace = {"v%d" % i: i for i in range(attrs)}
            if slots is not None: namespace["__slots__"] = slots
            try: cls = type("C", (base,), namespace)
            except TypeError as e: out("class", base.__name__, slots, attrs, e); continue
            out("class", base.__name__, slots, attrs, facts(cls))
            try: made = cls(*ARGS.get(base, ()))
            except TypeError as e: out("instance", e); continue
            out("instance", size(made))
            try: sub = type("D", (cls,), {} if below(2) else {"__slots__": ("z",)})
            except TypeError as e: out("sub", e); continue
            out("sub", facts(sub), size(sub(*ARGS.get(base, ()))))
def shapes(cls, count):
    made = [cls() for _ in range(4)]
    for i in range(count):
        for n, o in enumerate(made):
            setattr(o, "x%d" % (i if n != 2 else i + below(3)), i)
            if n == 3 and i % 5 == 2: delattr(o, "x%d" % (i - 1)) if hasattr(o, "x%d" % (i - 1)) else None
        if i % 7 == 3: vars(made[1])["y%d" % i] = 1
        out("attributes", cls.__name__, i, [size(o) for o in made], size(vars(made[0])) if below(4) == 0 else "", size(vars(made[1])), len(vars(made[1])))
    for o in made: out("dicts", cls.__name__, size(o), size(o.__dict__), len(o.__dict__), list(o.__dict__)[:5])
class Plain: pass
class Init:
    def __init__(self): self.a = 1; self.b = 2; self.c = 3
class Child(Init):
    def __init__(self): super().__init__(); self.d = 4
class Mixed(Init): __slots__ = ("s",)
class ListSub(list): pass
class DictSub(dict): pass
class IntSub(int): pass
class ErrSub(Exception): pass
for cls in (Plain, Init, Child, Mixed, ListSub, DictSub, IntSub, ErrSub):
    for count in (3, 12, 40, 100): shapes(type(cls.__name__, (cls,), {}), count)
o = Init(); out("fresh", size(o), size(o.__dict__)); del o.b; out(size(o.__dict__)); o.b = 5; o.e = 6; out(size(o.__dict__)); o.__dict__ = {"q": 1}; out(size(o), size(o.__dict__)); o.__dict__.clear(); out(size(o.__dict__))
def gen(n):
    a = b = c = n
    yield a
async def coro(): pass
def closure(a):
    def inner(): return a
    return inner
def many(a, b, c, d, e, f, g, *h, i=1, **j): k = l = m = a; return k, l, m
c = coro(); c.close()
for name, v in [("None", None), ("True", True), ("False", False), ("0", 0), ("...", ...), ("1.5", 1.5), ("1j", 1j), ("object", object()), ("function", gen), ("method", Init().__init__), ("builtin", len), ("bound", [].append), ("descr", list.append), ("wrapper", int.__add__), ("mwrapper", (1).__add__), ("gen", gen(1)), ("coro", c),
    ("cell", closure(1).__closure__[0]), ("code", gen.__code__), ("code2", many.__code__), ("closure", closure(1)), ("module", sys), ("property", property()), ("static", staticmethod(len)), ("classmethod", classmethod(len)), ("super", super(Child, Child())), ("slice", slice(1)), ("memoryview", memoryview(b"ab")), ("range", range(5)),
    ("enumerate", enumerate([])), ("zip", zip()), ("zip3", zip([], [], [])), ("map", map(len, [])), ("filter", filter(None, [])), ("reversed", reversed([])), ("rev", reversed("ab")), ("li", iter([])), ("ti", iter(())), ("si", iter("")), ("di", iter({})), ("dv", iter({}.values())), ("dit", iter({}.items())), ("seti", iter(set())), ("ri", iter(range(3))), ("lri", iter(range(2**70))), ("bi", iter(b"")), ("ci", iter(len, 1)),
    ("keys", {}.keys()), ("values", {}.values()), ("items", {}.items()), ("proxy", type.__dict__), ("alias", list[int]), ("union", int | str), ("ns", type(sys.implementation)(a=1)), ("frame", sys._getframe()), ("exc", ValueError(1)), ("oserror", OSError(1, 2)), ("group", ExceptionGroup("a", [ValueError()])), ("type", type), ("int", int), ("str type", str), ("dict type", dict), ("exc type", ValueError), ("lambda", lambda: 0),
    ("getset", int.real), ("member", type.__basicsize__ if False else slice.start), ("notimpl", NotImplemented), ("big", 10**1000), ("empty bytes", b""), ("flags", sys.flags), ("version", sys.version_info), ("vi", sys.float_info)]:
    out("single", name, size(v), v.__sizeof__() if not isinstance(v, type) and name != "alias" else "")
try: raise ValueError
except ValueError as e: out("traceback", size(e.__traceback__), size(e))
def frames(n):
    f = sys._getframe()
    return size(f) if not n else frames(n - 1)
for n in range(5): out("frame", frames(n))
def make(n): return eval("lambda " + ", ".join("a%d" % i for i in range(n)) + ": 0")
for n in range(0, 60): f = make(n); out("code", n, size(f), size(f.__code__))
'''

folder, calls, seed = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
with open(f"{folder}/sizes.py", "w", encoding="utf-8") as file:
    file.write(PROGRAM.replace("SEED", str(seed)))
