"""Makes and drops every kind of object many times (an argument says how often): neither blocks nor memory may grow."""
import _bisect, _codecs, _collections, _md5, _sha1, _sha256, _sha512, _functools, _heapq, _io, _operator, _random, _sre, _struct, _thread, abc, array, binascii, cmath, gc, itertools, marshal, math, posix, sys, time
import _weakref as weakref
blocks = sys.getallocatedblocks
N = int(sys.argv[1]) if len(sys.argv) > 1 else 60
def rss():
    # The torture build keeps dead blocks from reuse for a while.
    if b"VIVARIUM_TORTURE" in posix.environ: return 0
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
def t_deque(i): d = _collections.deque([i, [i]], 5); d.append(d[1]); d.appendleft(i); d.extend("abc"); d.rotate(1); iter(d).__reduce__(); reversed(d); d.copy(); d + d; d * 2; d.pop(); repr(d); d == d.copy(); d.index(d[0]); del d[0]; d.clear(); [x for x in _collections.deque(range(70))]
def t_ordered(i): o = _collections.OrderedDict([(i, [i]), ("b", 2)]); o["c"] = [o["b"]]; o.move_to_end(i); o.popitem(); o[i] = [o["b"]]; o.copy(); list(o.items()); list(reversed(o)); iter(o.values()).__reduce__(); o | {1: 2}; o == {}; o.pop(i); o.setdefault(5, []); del o[5]; repr(o); o.clear(); o.me = o
def t_defaultdict(i): d = _collections.defaultdict(list); d[i].append(d); d.copy(); d | {}; repr(_collections.defaultdict(int, a=i)); d.__reduce__(); g = _collections._tuplegetter(0, "doc"); g.__get__((i, 1), tuple); _collections._count_elements({}, [i, "a", "a"])
def Info(*a): return a
def t_functools(i):
    p = _functools.partial(max, [i], key=lambda v: v); p([i, 2]); q = _functools.partial(p, [3]); q.__reduce__(); repr(q); q.__dict__; q.x = q; _functools.reduce(lambda a, b: a + b, [[i], [2]]); k = _functools.cmp_to_key(lambda a, b: a - b); sorted([i, 1, 2], key=k)
    def f(a, b=[i], **k): return [a, b, k]
    for size in (None, 0, 2):
        c = _functools._lru_cache_wrapper(f, size, False, Info); c.me = c; c(i); c(1); c(2, z=i); c(i); c(3); c.cache_info(); c.cache_clear() if i % 2 else None
def t_itertools(i):
    I = itertools
    for it in (I.chain([i], [[i]]), I.chain.from_iterable([[i], "ab"]), I.cycle([[i], 2]), I.count(i + 2**70), I.count(i), I.repeat([i]), I.repeat([i], 3), I.accumulate([i, 2], initial=0), I.accumulate([[i], [1]]), I.islice([[i], 2, 3], 0, 3, 2), I.starmap(pow, [(i, 2)]), I.takewhile(lambda v: v, [i, 2]), I.dropwhile(lambda v: v, [i, 0, 2]), I.filterfalse(None, [0, [], i]), I.compress([[i], 1], [1, 0]), I.zip_longest([i], [[1], 2], fillvalue=[]), I.product([i, 2], "ab"), I.permutations([i, [2], 3], 2), I.combinations([i, [2], 3], 2), I.combinations_with_replacement([i, [2]], 2), I.pairwise([i, [2], 3]), I.groupby([i, i, 2], key=lambda v: [v])):
        next(it, None); next(it, None)
        try: it.__reduce__()
        except TypeError: pass
    for k, g in I.groupby([1, 1, [2]]): list(g)
    a, b = I.tee(iter([[i], 2, 3])); next(a); c = b.__copy__(); list(a); next(c); I.groupby([1, [1]]).__next__(); list(I.tee([i, [i]], 3)[1]); t, u = I.tee([] for _ in range(100)); list(t); del t; next(u)
def t_operator(i): _operator.itemgetter(0, 1)(([i], 2)); _operator.attrgetter("real", "imag")(i + .5); m = _operator.methodcaller("index", i); m([i]); m.__reduce__(); repr(_operator.attrgetter("a.b")); _operator.add([i], [2]); _operator.index(i); _operator.length_hint([i]); _operator.concat([i], [2]); _operator.setitem({}, i, [i])
def t_struct(i): s = _struct.Struct(">hiQ5sd"); b = s.pack(1, i, i, b"abc", i); s.unpack(b); iter(s.iter_unpack(b)).__next__(); s.pack_into(bytearray(s.size), 0, 1, 2, 3, b"", .5); _struct.unpack("<h", b"ab"); _struct.calcsize("i%ds" % (i % 9)); repr(s.format); s.iter_unpack(b * 2)
def t_array(i): a = array.array("i", [i, 2]); a.append(3); a.extend(a); a + a; a * 3; a[1:]; a[::2] = a[::2]; a.tobytes(); a.tolist(); memoryview(a)[1:].release(); iter(a).__next__; a.byteswap(); repr(a); a.pop(); a.insert(0, 5); del a[0]; a.index(a[0]); array.array("u", "aé"); array.array("d", b"12345678"); a.__reduce_ex__(3); a.frombytes(b"abcd"); a == a[:]; iter(a)
def t_random(i): r = _random.Random(i); r.random(); r.getrandbits(100); r.setstate(r.getstate()); r.seed([str(i)].__repr__())
def t_heap_and_bisect(i): h = [[i], [3], [1]]; _heapq.heapify(h); _heapq.heappush(h, [2]); _heapq.heappop(h); _heapq.heappushpop(h, [i]); _heapq.heapreplace(h, [0]); _heapq._heapify_max(h); l = [[1], [2]]; _bisect.insort_right(l, [i]); _bisect.bisect_right(l, [i]); _bisect.bisect_left(l, 5, key=lambda v: v[0])
def t_binascii(i): b = str(i).encode(); binascii.hexlify(b, ":"); binascii.unhexlify(b"abcd"); binascii.b2a_base64(b); binascii.a2b_base64(b"YWJj"); binascii.crc32(b); binascii.b2a_qp(b); binascii.b2a_uu(b)
def t_math(i): math.factorial(i % 30); math.gcd(i, 10**20); math.comb(50, i % 9); math.fsum([i, .5]); math.prod([i, 10**20]); math.isqrt(10**30 + i); math.hypot(i, 1); math.dist([i], [2]); math.floor(i + 1e30); math.frexp(i); math.modf(i + .5); cmath.sqrt(i - 5); cmath.polar(1j * i); math.perm(9, 3)
def t_pattern(i):
    p = _sre.compile("(?P<n>a)(b)?%d" % i, 32, [17, 0, 16, 97, 17, 1, 1], 1, {"n": 1}, (None, "n")); m = p.match("abc" + str(i)); m.group("n"); m.groups(); m.groupdict(); m.span(); repr(m); m.re; p.findall("aab"); p.split("xaxa"); p.search("xa"); s = p.scanner("aa"); s.match(); s.search(); i2 = p.finditer("aaa"); next(i2); p.fullmatch("b"); hash(p); p == p; m.regs; m[1]; p.sub(lambda m: m[0] * 2, "xaax%d" % i); p.subn("", "a")
def t_text_stream(i): s = _io.StringIO("a\n%d" % i); s.read(); s.write("é"); s.getvalue(); s.seek(0); s.readline(); list(s); s.close()
def t_files(i):
    if i % 5: return
    with _io.open(__file__, "rb") as f: f.peek(1); f.read(9); f.readinto(bytearray(3)); f.seek(0); next(f); f.raw.tell(); f.me = [f] if hasattr(f, "__dict__") else 0
    with _io.open(__file__, encoding="utf-8", newline="") as f: f.readline(); f.buffer.raw; f.tell(); f.newlines; repr(f)
    f = _io.open(__file__, "rb", 0); f.readall(); f.me = f; f.close(); b = _io.BytesIO(b"a\nb%d" % i); v = b.getbuffer(); v.release(); list(b); b.me = b; b.getvalue(); b.__getstate__()
    w = _io.BufferedWriter(_io.BytesIO()); w.write(b"a" * (i + 1)); w.flush(); w.me = w; p = _io.BufferedRWPair(_io.BytesIO(b"a"), _io.BytesIO()); p.read(1); p.write(b"b"); r = _io.BufferedRandom(_io.BytesIO(b"ab")); r.write(b"c"); r.seek(0); r.read(1)
    t = _io.TextIOWrapper(_io.BytesIO(), encoding="utf-8", errors="replace"); t.write("é\n%d" % i); t.flush(); t.detach(); d = _io.IncrementalNewlineDecoder(None, True); d.decode("a\r"); d.decode("\n", True); d.newlines; d.getstate()
    try: _io.open("/nonexistent%d" % i)
    except OSError as e: e.filename
    try: b.close(); b.read()
    except ValueError as e: e.me = b
def t_posix(i):
    if i % 5: return
    s = posix.stat(__file__); s.st_mtime; s[:3]; repr(s); posix.uname().sysname; posix.times()[0]; posix.terminal_size((i, 2)).columns; posix.getcwd(); posix.fspath("a%d" % i); posix.listdir("/")
    with posix.scandir("/") as it: e = next(it); e.name; e.path; e.is_dir(); e.stat(); repr(e)
    k = posix.scandir("/"); next(k); k.close()
    try: posix.stat("/nonexistent%d" % i)
    except OSError as e: e.filename, e.errno
def t_hashes(i):
    for make in (_md5.md5, _sha1.sha1, _sha256.sha256, _sha256.sha224, _sha512.sha512, _sha512.sha384): h = make(b"%d" % i); h.update(b"x"); h.copy(); h.hexdigest(); repr(h)[:1]; h.name
def t_codecs(i): m = _codecs.charmap_build("".join(map(chr, range(256)))); _codecs.charmap_encode("a%d" % i, "strict", m); _codecs.charmap_decode(b"ab", "strict", "xyz" * 50); _codecs.utf_8_decode(b"\xc3"); _codecs.utf_7_encode("a%d" % i); _codecs.utf_16_encode("a%d" % i); _codecs.escape_encode(b"a\n"); _codecs.lookup_error("replace"); _codecs.unicode_escape_decode(b"\\u1234")
def t_views(i):
    d = {i: [i], "a": 1}; k, v, t = d.keys(), d.values(), d.items(); iter(k), iter(v), iter(t); next(iter(t)); reversed(k); next(reversed(t)); list(reversed(v)); k & {i}; k | [1]; k ^ k; k.isdisjoint([1]); k == {i}; repr(t); k.mapping["a"]; t.isdisjoint([(i, 1)]); type.__dict__["__dict__"].__get__(Plain).keys(); x = vars(Plain).items(); iter(x)
def t_iterators(i):
    for it in (iter([i, [i]]), iter((i, [i])), iter("a%d" % i), iter("é%d" % i), iter(b"ab"), iter(bytearray(b"ab")), iter(memoryview(b"ab")), iter({i: [i]}), iter({i: 1}.items()), iter({i: 1}.values()), iter({i, "b"}), iter(frozenset([i])), iter(range(i, i + 3)), iter(range(2**70, 2**70 + i + 1)), iter(Indexed()), iter([i, [i]].pop, 5), reversed([i, [i]]), reversed({i: [1]}), reversed(range(3)), reversed((i, [1])), enumerate([[i]], 2**63 - 1), zip([[i], 1], (2, 3), "ab"), map(lambda a, b: [a, b], [i], [[1]]), filter(lambda v: [v], [[i]]), (v for v in [[i]]), t_int.__code__.co_lines(), t_int.__code__.co_positions(), iter(list[int]), t_int.__code__.co_lines()):
        next(it, None)
        try: it.__reduce__(); it.__setstate__(1) if hasattr(it, "__setstate__") else 0
        except (TypeError, AttributeError): pass
        try: it.__length_hint__()
        except (TypeError, AttributeError): pass
class Indexed:
    def __getitem__(self, k): return [k]
class Awaited:
    def __await__(self): return (yield [self])
async def nested(v):
    async with Entered() as e: await Awaited()
    async for x in agen(): v.append(x)
    return [v async for v in agen()]
class Entered:
    async def __aenter__(self): return self
    async def __aexit__(self, *a): return a[0] is None and await Awaited()
def t_async(i):
    if i % 5: return
    c = nested([i]); c.send(None); c.cr_await; c.cr_frame.f_locals; c.cr_running; c.close()
    c = nested([i])
    try:
        while True: c.send(None)
    except StopIteration as e: e.value
    c = nested([]); w = c.__await__(); next(w); w.send(None)
    try: w.throw(ValueError(i))
    except ValueError: pass
    a = agen(); s = a.asend(None)
    try: s.send(None)
    except StopIteration: pass
    t = a.athrow(ValueError, ValueError(i), None)
    try: t.send(None)
    except ValueError: pass
    n = anext(agen(), [i]); 
    try: n.send(None)
    except StopIteration: pass
    n = anext(agen(), [i]).__await__(); n.close() if hasattr(n, "close") else None; b = agen(); b.asend(None).close(); b.aclose().close(); b.ag_frame; coro().close(); d = coro(); d.__await__(); d.close()
def t_traceback(i):
    def deep(n):
        x = [n, i]
        if n: deep(n - 1)
        raise Err(x)
    try: deep(5)
    except Err as e:
        t = e.__traceback__
        while t: f = t.tb_frame; f.f_locals; f.clear() if f is not sys._getframe() else None; t = t.tb_next
        k = e
    k.__traceback__ = type(k.__traceback__)(None, k.__traceback__.tb_frame, 0, 1); k.me = k; k.__context__ = Err(k)
    try: raise k from Err()
    except Err as e: e.__suppress_context__
def t_tree(i):
    for C in ERRORS:
        e = C("a", b"b" if C is UnicodeDecodeError else "b", 0, 1, "r") if C in (UnicodeDecodeError, UnicodeEncodeError) else C("b", 0, 1, "r") if C is UnicodeTranslateError else C("g", [ValueError(i)]) if issubclass(C, BaseExceptionGroup) else C("m", ("f", i, 2, "t", 1, 3)) if issubclass(C, SyntaxError) else C(i, [i])
        try: raise e
        except C as f: f.x = f; str(f); f.__reduce__(); f.add_note([i].__repr__()); f.__notes__; f.__dict__; f.__setstate__({"y": i})
    g = ExceptionGroup("a", [ValueError(i), ExceptionGroup("b", [TypeError([i])])]); g.split(ValueError); g.subgroup(lambda e: [e]); g.derive([KeyError()]); repr(g); g.exceptions; g.split((TypeError, KeyError))
def t_modules(i):
    m = type(sys)("m%d" % i, "doc"); m.me = m; exec("def f(): return f\nclass A: x = f\na = A()\nimport sys", m.__dict__); m.f().__globals__; m.__dict__.pop("a"); repr(m); dir(m); m.__getattr__ = lambda n: [n]; m.zzz; type("sub", (type(sys),), {"y": m})("x").y
def t_marshal(i): c = compile("def f(a): return lambda: (a, %d, 'x', b'y', 1.5, 2j, frozenset({1, 2}), ...)" % i, "f", "exec"); marshal.loads(marshal.dumps(c)); marshal.loads(marshal.dumps([i, (1, {2: "a"}), {3}, 2**80, None, "é"]))
def t_subclasses(i):
    for B in (int, float, complex, str, bytes, bytearray, list, tuple, dict, set, frozenset, Err, object, type(sys), _collections.deque, _collections.OrderedDict, _collections.defaultdict, _functools.partial, array.array, _random.Random, itertools.chain, enumerate, property, staticmethod, classmethod):
        class Sub(B):
            def m(self): return self
            def __del__(self): self.__dict__.clear()
        s = Sub(len) if B in (_functools.partial, property, staticmethod, classmethod) else Sub("i") if B is array.array else Sub("x") if B is type(sys) else Sub([]) if B in (enumerate, zip) else Sub()
        s.a = [i]; s.b = s.m; s.me = s; weakref.ref(s) if hasattr(s, "__weakref__") else 0; s.__class__; s.__dict__
        class Slots(B if B not in (int, bytes, tuple) else object): __slots__ = ("p", "q")
    gc.collect(1) if i % 50 == 0 else None
def t_metaclasses(i):
    class M(type):
        def __prepare__(n, b, **k): return {"k": [n]}
        def __new__(m, n, b, d, **k): return super().__new__(m, n, b, d)
        def __init__(c, n, b, d, **k): c.me = [c]
        def __call__(c, *a): return super().__call__(*a)
        def __instancecheck__(c, o): return True
    class D:
        def __set_name__(s, o, n): s.o = o
        def __get__(s, o, t): return [o]
        def __set__(s, o, v): s.v = v
    class A(metaclass=M, z=[i]):
        d = D(); x: int = i
        def __init_subclass__(c, **k): c.y = k
        def __class_getitem__(c, k): return [c, k]
        def __getattribute__(s, n): return object.__getattribute__(s, n)
        def __eq__(s, o): return [s]
        __hash__ = None
    class B(A, k=[i]): pass
    b = B(); b.d; b.d = b; B[b]; isinstance(5, B); b == b; B.__bases__ = (A,); b.__class__ = A; A.__annotations__; A.__subclasses__(); B.__dict__["y"]; repr(B); B.mro(); B.__doc__ = "d"; B.__qualname__ = "q%d" % i; B.__name__ = "n%d" % i; del B.y
def t_abstract(i):
    if i % 5: return
    class A(metaclass=abc.ABCMeta):
        @abc.abstractmethod
        def f(self): pass
    class B: pass
    A.register(B); isinstance(B(), A); issubclass(int, A)
    try: A()
    except TypeError: pass
def t_weak_many(i):
    class W: pass
    w = W(); r = [weakref.ref(w, lambda x: [x]) for _ in range(3)]; p = weakref.proxy(w, lambda x: r); s = weakref.ref(w); s is weakref.ref(w); hash(s); r[0] == s; repr(s); weakref.getweakrefs(w); w.me = w; w.r = weakref.ref(w, lambda x: w2); w2 = 1
    class R(weakref.ref): __slots__ = ("k",)
    q = R(w); q.k = [q]; del w, p; t = weakref.ref(type("T", (), {})); f = weakref.ref(gen(1)); weakref.ref({1, 2}); weakref.ref(_collections.deque())
def t_local(i): l = _thread._local(); l.x = [l]; k = _thread.allocate_lock(); k.acquire(); k.release(); r = _thread.RLock() if hasattr(_thread, "RLock") else k; r.acquire(); r.release()
def t_structseq(i): t = time.gmtime(i); t.tm_year; t[2:]; repr(t); t.__reduce__(); sys.version_info[:2]; time.struct_time(range(9)); type(t)((i,) * 9, {"tm_zone": "z%d" % i}); hash(t)
def t_tree_of_syntax(i):
    t = compile("x = [%d]\nclass A(b): y: int = 1\ndef f(*a, **k): return (lambda: k)" % i, "f", "exec", 1024); t.body[0].targets; t.body[0].me = t; t._fields; repr(t); type(t)(body=[t], type_ignores=[i]).__reduce__(); type(t).__match_args__
    try: compile("x = = %d" % i, "f", "exec")
    except SyntaxError as e: e.text; e.me = e
def t_trace(i):
    def tr(f, e, a): f.f_lineno; return tr
    def traced():
        for x in [[i]]: y = [x]
        try: {}[5]
        except KeyError: pass
    if i % 10 == 0: sys.settrace(tr); traced(); sys.settrace(None); sys.setprofile(tr); traced(); sys.setprofile(None)
def t_frames_kept(i):
    def f(x): y = [x]; g = (z for z in [y, x]); next(g); return sys._getframe(), g
    fr, g = f([i]); fr.f_locals["fr"] = fr; g.gi_frame.f_back; fr.f_globals; fr.clear(); h = gen(2); next(h); h.gi_frame.f_locals; k = h.gi_frame; del h; k.f_locals; fr.f_trace = [fr]
def t_unpacking(i):
    for bad in ((lambda: [*5]), (lambda: t_unpack(*[1], *{2: 3}, **{"a": [i]}, **{"a": 2})), (lambda: (lambda a, b: 1)(*[i])), (lambda: (lambda *, k: 1)(z=[i])), (lambda: (lambda a: 1)(1, a=[i])), (lambda: {**[i]}), (lambda: exec("a, b = [i]", {"i": [i]})), (lambda: exec("a, *b, c = [i]", {"i": [i]})), (lambda: (lambda a, /: 1)(a=[i])), (lambda: Plain(*[i] * 9)), (lambda: len(*[[i]] * 3)), (lambda: [].sort(key=[i])), (lambda: int([i], base=5)), (lambda: print(sep=[i]))):
        try: bad()
        except (TypeError, ValueError): pass
    a, *b, (c, d) = [i, [i], [1], (2, [3])]; [*b, *d]; f = lambda *a, **k: (a, k); f(*b, **{"x": b}, y=[i]); f(*(v for v in [[i]]))
def t_unpack(*a, **k): return a, k
def t_errors_in_special(i):
    class Bad:
        def __init__(s, *a): s.a = a
        def boom(s, *a): raise Err([s])
        __iter__ = __len__ = __getitem__ = __eq__ = __hash__ = __repr__ = __add__ = __lt__ = __call__ = __bool__ = __int__ = __index__ = __float__ = __enter__ = __get__ = __contains__ = __format__ = __next__ = __length_hint__ = boom
    b = Bad([i]); o = [1, [i]]
    for f in (iter, len, hash, repr, bool, int, float, list, tuple, set, dict, str, sorted, sum, min, max, any, all, bytes, bytearray, format, enumerate, zip, reversed, range, slice(1).indices, o.extend, {}.update, o.index, o.__contains__, o.__getitem__, (1, 2).index, "a".join, set().add, {1}.__contains__, map(b, [1]).__next__, filter(b, [1]).__next__, [2, 1].__mul__, _collections.deque([1]).index, _collections.deque, _collections.OrderedDict, array.array("i", [1]).extend, _heapq.heapify, math.sqrt, lambda v: v + 1, lambda v: 1 in v, lambda v: v[0], lambda v: v < 1, lambda v: [*v], lambda v: {**v}, lambda v: f"{v}", lambda v: [v, v] == [b, 1], lambda v: {1: v} == {1: 2}, lambda v: (v,) == (2,), lambda v: [1].sort(key=v), lambda v: sorted([v, v]), lambda v: property(v).__get__(1), lambda v: _functools.reduce(v, [1, 2]), lambda v: next(itertools.accumulate([1, 2], v)) and 0, lambda v: exec("with v: pass", {"v": v}), lambda v: _functools.partial(v)()):
        try: f(b)
        except (Err, TypeError, AttributeError): pass
def t_deaths(i):
    class D:
        def __init__(s, f): s.f = f
        def __del__(s): s.f(s)
    l = []; D(l.append); l[0].f = len
    def again(s): D(lambda s: [s])
    D(again); d = D(again); d.d = d; {1: D(again)}.clear(); [D(again)].clear(); x = (D(again), [D(again)]); del x; g = (D(again) for _ in "ab"); next(g); del g
    def gen_finally():
        try: yield D(again)
        finally: l.append([i])
    g = gen_finally(); next(g); del g
def t_lent(i):
    class C:
        def __call__(self, *a): p.__setstate__((len, ((),), {}, None)); d.default_factory = list; return [i]
        def __lt__(self, o): return False
        def __eq__(self, o): q.append(1); return False
        __hash__ = None
    c = C(); q = _collections.deque([C(), C()]); d = _collections.defaultdict(c); p = _functools.partial(c, [i]); d[1]; p(); l = [C(), [i]]; m = [C(), 2]
    try: l < m
    except TypeError: pass
    try: q.index(5)
    except RuntimeError: pass
    class K:
        def __init__(self, n): self.n = n
        def __hash__(self): return 1
        def __eq__(self, o): return self.n == getattr(o, "n", 0)
    o1 = _collections.OrderedDict([(K(1), 1), (K(2), [i])]); o2 = _collections.OrderedDict([(K(1), 1), (K(2), [i])]); o1 == o2; o1.copy(); repr(o1); o1[K(3)] = 1
    o1 == o2; e = OSError(1, C(), [i]); e.strerror = [e]; str(e); del e.strerror
def t_streams(i):
    s = _io.StringIO("a\r\nb\n%d" % i, None); s.newlines; s.me = s; s.__setstate__(s.__getstate__()[:3] + ({"x": [i]},)); next(s); weakref.ref(s)
    b = _io.BytesIO(b"ab"); v = b.getbuffer(); v[0] = 1; b.me = [b, v]; weakref.ref(b); b.__setstate__((b"abc", 1, {"x": [i]})) if 0 else None
    c = _io.BytesIO(); c.write(b"x" * (i + 1)); c.seek(i + 5); c.write(b"y"); c.truncate(3); c.__setstate__((b"q", 0, {"y": [c]})); list(c)
    class R(_io._RawIOBase):
        def readinto(self, into): into[:1] = b"z"; self.n = getattr(self, "n", 0) + 1; return self.n < 3
    r = R(); r.me = r; r.read(5); r.readall(); r.close(); _io._IOBase().me = r; t = _io.TextIOWrapper(_io.BytesIO(b"a")); t.me = t
    try: _io._TextIOBase().read()
    except _io.UnsupportedOperation: pass
def t_compile_constants(i): exec("x = (1.5, 'a b%d', [1, 2, 3], {'a': 1}); y = 1.5 in {1.5, 2.5}\ndef f(a=(1, 2), *, b=3): return g(a=1)" % i, {})
ERRORS = []
todo = [BaseException]
while todo:
    C = todo.pop()
    if C.__module__ == "builtins" and C not in ERRORS: ERRORS.append(C); todo += C.__subclasses__()
ERRORS.sort(key=lambda C: C.__name__)
only = sys.argv[2:]
tests = [v for k, v in sorted(globals().items()) if k.startswith("t_") and k not in ("t_unpack",) and (not only or k in only)]
def measure(f, n):
    for i in range(n): f(i % 250)
    gc.collect(); gc.collect()
    return blocks(), rss()
worst = 0
for f in tests:
    try: [measure(f, 30) for _ in range(4)]
    except Exception as e: print("FAILED", f.__name__, repr(e), e.__traceback__.tb_next.tb_next and e.__traceback__.tb_next.tb_next.tb_lineno); continue
    before, memory = measure(f, 60)
    between, _ = measure(f, N)
    after, memory_after = measure(f, N)
    # What only fills some cache does not grow twice.
    grown = min(between - before, after - between)
    if grown > 40 + N // 20 + 260 * (N > 60) or memory_after - memory > 2000:
        print("LEAK", f.__name__, grown, "blocks,", memory_after - memory, "KiB in", N); worst = 1
print("done", len(tests), "tests", "leaks" if worst else "no leaks")
