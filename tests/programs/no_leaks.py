"""Makes and drops every kind of object many times (an argument says how often): neither blocks nor memory may grow."""
import gc, sys
import _weakref as weakref
blocks = sys.getallocatedblocks
N = int(sys.argv[1]) if len(sys.argv) > 1 else 60
def rss():
    try:
        with open("/proc/self/statm") as f: return int(f.read().split()[1]) * 4
    except Exception: return 0
class Plain:
    def __init__(self, a=1): self.a = a; self.b = [a]
    def method(self, *args, **kw): return args, kw
    @property
    def prop(self): return self.a
    def __getattr__(self, name): raise AttributeError(name)
class Slotted:
    __slots__ = ("a", "b", "__weakref__")
class Deleting:
    def __del__(self): self.x = 1
class Manager:
    def __enter__(self): return self
    def __exit__(self, *a): return True
class Meta(type): pass
class Err(Exception): pass
def gen(n):
    for i in range(n): yield [i]
def delegating(n): return (yield from gen(n))
async def coro(): return 1
async def agen():
    yield 1
    yield 2
def closure(x):
    def inner(y): nonlocal x; x = [x, y] if not isinstance(x, list) else x; return x
    return inner
def t_int(i): (i + 10**20) * 3 // 7 % 5; int(str(i + 2**70)); (2**200 + i).to_bytes(40, "big"); pow(i + 3, 5, 7); -(i + 2**65) >> 3; divmod(i + 10**30, 10**12)
def t_float(i): float(i) + 0.5; round(i + 0.25, 1); float(str(i)); (i + .5).hex(); float.fromhex("0x1p3"); (i + .5).as_integer_ratio()
def t_complex(i): complex(i, 2) * 1j; complex("1+2j"); abs(complex(i, 1))
def t_str(i):
    s = "a%d" % i + "é" * 3; s.upper(); s.split("é"); s.replace("a", "bb"); f"{s!r:>30}{i:08.3f}"; "{} {x}".format(s, x=i); s.encode(); s.encode("utf-16"); s.partition("é"); s.join(["a", "b"]); list(s); iter(s); s in s; hash(s); s[1:]; s.translate({97: "x"}); sys.intern("q%d" % i)
def t_str_error(i):
    try: ("\ud800%d" % i).encode()
    except UnicodeEncodeError as e: str(e)
    try: bytes([255, i % 256]).decode("ascii")
    except UnicodeDecodeError as e: e.reason
    bytes([255, i % 256]).decode("ascii", "replace"); "é%d" .encode("ascii", "xmlcharrefreplace")
def t_bytes(i): b = bytes([i % 256]) * 20; b.split(b"a"); b.hex(); b.replace(b"a", b"b"); b"%d" % i; bytearray(b).extend(b); bytearray(b)[3:6]; b.translate(None, b"a"); iter(b); memoryview(b)[1:]; bytes.fromhex("ab")
def t_bytearray(i): b = bytearray(i % 50); b += b"x"; b.append(1); b.pop(); b[1:2] = b"zz"; b *= 2; m = memoryview(b); m[0]; m.release(); b.clear()
def t_memoryview(i): m = memoryview(bytearray(24)).cast("i", [2, 3]); m.tolist(); m[1, 2] = i % 9; m.tobytes(); n = memoryview(m); n.shape; m == n; list(memoryview(b"abc"))
def t_list(i): l = [i, [i], str(i)]; l.append(l[1]); l.extend(l[:2]); l.insert(0, 5); l.sort(key=str); l.reverse(); l[1:2] = [1, 2, 3]; del l[::2]; l * 3; l + l; [x for x in l]; l == [1]; repr(l); l.copy(); l.index(l[0]); l.pop(); sorted(l, key=str); iter(l).__reduce__(); reversed(l)
def t_tuple(i): t = (i, [i]); t + t; t * 3; t[1:]; hash((i, i)); t == (1,); tuple(iter(t)); t.index(i); repr(t); (*t, 1); iter(t)
def t_dict(i): d = {i: [i], "a": i}; d.update({str(i): 1}); d | {1: 2}; d.copy(); d.pop(i); d.setdefault("z", []); d.popitem(); list(d.items()); d.keys() & {"a"}; {**d}; dict(d, x=1); dict.fromkeys("abc"); {x: 1 for x in range(20)}; iter(d).__length_hint__(); repr(d); d == {}; d.clear(); reversed({1: 2})
def t_set(i): s = {i, str(i)}; s | {1}; s & {i}; s ^ {2}; s - {i}; s.add((1, 2)); s.copy(); frozenset(s); s.update([1, 2]); s.discard(1); repr(s); {x for x in range(30)}; hash(frozenset((i, 1))); s.pop(); iter(s)
def t_range(i): r = range(i, i + 5); list(r); r[1:3]; r == range(3); hash(r); iter(range(2**70, 2**70 + 2)).__next__(); slice(i, i + 1, 2).indices(10); reversed(r)
def t_iters(i): list(zip([1], [i])); list(map(str, [i])); list(filter(None, [i])); next(enumerate([i])); iter(int, 0).__next__ if 0 else None; z = zip([1, 2], [3]); next(z); m = map(lambda a, b: a, [1], [2]); next(m); iter([i].pop, 5)
def t_gen(i): g = gen(5); next(g); g = gen(5); next(g); g.close(); list(gen(3)); g = delegating(3); next(g); sum(x for x in range(3)); h = gen(2); next(h); h.gi_frame
def t_gen_throw(i):
    g = gen(3); next(g)
    try: g.throw(ValueError(i))
    except ValueError: pass
    g = (x for x in [i, i]); next(g); del g
def t_coro(i):
    c = coro()
    try: c.send(None)
    except StopIteration as e: e.value
    c = coro(); c.close(); a = agen(); n = a.__anext__()
    try: n.send(None)
    except StopIteration: pass
    k = a.aclose()
    try: k.send(None)
    except StopIteration: pass
def t_function(i): f = lambda a, b=[i], *c, d=i, **e: (a, b); f(1); f(1, 2, 3, d=4, z=5); f(*[1], **{"q": 1}); f.__defaults__; f.attr = i; f.__dict__; f.__annotations__; f.__code__.co_consts; f.__code__.replace(co_name="x%d" % i); f.__closure__; type(f)(f.__code__, {})
def t_closure(i): c = closure([i]); c(i); c = closure(i); c(1); c.__closure__[0].cell_contents
def t_method(i): p = Plain(i); m = p.method; m(1, x=2); p.method(*[1]); Plain.method(p); m.__self__; p.prop; getattr(p, "zz", 1); m == p.method; hash(m); m.__func__.__name__
def t_instance(i): p = Plain(i); p.c = i; p.__dict__; del p.a; vars(p).clear(); p.__dict__ = {"x": [i]}; s = Slotted(); s.a = [s.__class__]; s.b = i; del s.a; setattr(p, "n%d" % (i % 7), 1); object(); repr(object())
def t_class(i): C = type("C", (Plain,), {"x": [i], "m": lambda self: 1}); C(1).m(); D = Meta("D", (C,), {}); D(); issubclass(D, C); C.x = 5; C.__mro__; C.__subclasses__(); del C.x
def t_class_body(i):
    class A:
        y = [i]
        def f(self): return __class__
    class B(A):
        __slots__ = ("z",)
        def f(self): return super().f()
    B().f(); A.y = 2; gc.collect(0) if i % 100 == 0 else None
def t_exception(i):
    try: raise Err([i])
    except Err as e: e.args; str(e); e.__traceback__.tb_frame; e.add_note("n%d" % i)
    try:
        try: {}[i]
        except KeyError as e: raise ValueError(i) from e
    except ValueError as e: e.__cause__; e.__context__
    try: raise ExceptionGroup("g", [ValueError(i), TypeError()])
    except* ValueError as g: g.exceptions
    except* TypeError: pass
def t_exceptions(i):
    for make in (lambda: OSError(2, "x", "f%d" % i), lambda: SyntaxError("m", ("f", 1, 2, "t", 1, 3)), lambda: UnicodeDecodeError("utf-8", b"a", 0, 1, "r"), lambda: StopIteration([i]), lambda: ImportError("a", name="n"), lambda: AttributeError("a", name="n", obj=[i]), lambda: KeyError(i), lambda: SystemExit(i)):
        e = make(); repr(e); str(e); e.__reduce__(); e.with_traceback(None)
def t_errors(i):
    for bad in ((lambda: 1 + "a"), (lambda: [][i + 1]), (lambda: int("x%d" % i)), (lambda: None.foo), (lambda: undefined), (lambda: len(5)), (lambda: Plain(1, 2, 3)), (lambda: {[]: 1}), (lambda: next(iter([]))), (lambda: "".join([1])), (lambda: (1, 2) < ("a", 2)), (lambda: 1 / 0), (lambda: f"{i:zz}"), (lambda: "%d" % "x"), (lambda: dict([1])), (lambda: object().x), (lambda: Plain(i).zz), (lambda: exec("1 +"))):
        try: bad()
        except Exception: pass
def t_with(i):
    with Manager() as m: raise ValueError(i)
    for x in range(3):
        try: continue
        finally: x
def t_weakref(i): s = Slotted(); r = weakref.ref(s); r(); q = weakref.ref(s, lambda x: None); p = weakref.proxy(s); p.a = [i]; del s; r(); f = lambda: 1; w = weakref.ref(f); weakref.getweakrefcount(f)
def t_del(i): d = Deleting(); del d; l = [Deleting()]; l.clear(); {1: Deleting()}
def t_cycle(i):
    l = [i]; l.append(l); d = {}; d["d"] = d; p = Plain(i); p.me = p; s = Slotted(); s.a = s; f = lambda: f; g = gen(2); next(g)
    e = Err(); e.me = e; t = ([],); t[0].append(t); c = Deleting(); c.c = c
    if i % 200 == 0: gc.collect()
def t_descr(i): property(len, None, None, "d%d" % i).getter(str); staticmethod(len)(""); classmethod(len).__get__(1, Plain); super(Plain, Plain(1)).__init__; int.__add__.__get__(i); [].append.__name__; type.__dict__["__mro__"].__get__(int); list[int]; int | str; dict[str, i].__args__; (int | None).__args__
def t_namespace(i): type(sys.implementation)(a=i, b=[i]).__dict__; type(sys)("m%d" % i).__dict__; type(type.__dict__)({"a": i}).copy(); repr(type(sys)("m"))
def t_frame(i): f = sys._getframe(); f.f_locals; f.f_back; f.f_lineno; locals(); del f
def t_code(i): compile("x = [%d]\ndef f(a): return a\n" % i, "f", "exec"); exec("y = %d" % i, {}); eval("i + 1"); c = t_int.__code__; list(c.co_lines()); list(c.co_positions()); c.co_code; hash(c); c == c.replace(co_firstlineno=i + 1); c.co_varnames
def t_match(i):
    match [i, {"a": i}]:
        case [x, {"a": y, **z}]: pass
    match Plain(i):
        case Plain(a=q): q
def t_sort(i): sorted([3, i, 1], key=lambda v: -v); [str(i), "b"].sort(); min([i, 2], key=lambda v: v); max({i: 1}); sum([[i]], []); any([0, i]); all([i])
def t_format(i): "%s %r %5.2f %x" % (i, [i], i, i); "{0!r:>{w}}".format(i, w=10); format(i, ","); repr([i, {i: (i,)}]); ascii("é%d" % i); f"{i=}"
def t_import(i): __import__("sys"); sys.modules["sys"]; globals()["k%d" % (i % 3)] = [i]
def t_recursion(i):
    if i % 500: return
    def r(): r()
    try: r()
    except RecursionError: pass
    l = []
    for _ in range(5000): l = [l]
    try: repr(l)
    except RecursionError: pass
def t_trash(i):
    if i % 500: return
    l = None
    for _ in range(20000): l = [l]
    d = None
    for _ in range(20000): d = {"d": d}
    t = None
    for _ in range(20000): t = (t, 1)
tests = [v for k, v in sorted(globals().items()) if k.startswith("t_")]
def measure(f, n):
    for i in range(n): f(i % 250)
    gc.collect()
    return blocks(), rss()
worst = 0
for f in tests:
    measure(f, 60); measure(f, 60)
    before, memory = measure(f, 60)
    after, memory_after = measure(f, N)
    grown = after - before
    if grown > 40 + N // 20 or memory_after - memory > 2000:
        print("LEAK", f.__name__, grown, "blocks,", memory_after - memory, "KiB in", N); worst = 1
print("done", len(tests), "tests", "leaks" if worst else "no leaks")
