"""Native loops whose callbacks change what the loop goes through: buffers that are resized while someone looks at them, keys,
hooks of codecs and parsers, weak references, finalisers, signals, tracing, types that change during a look-up. The argument
is the seed."""

from _dice import finish, pick, roll, seed

HEAD = """import sys, gc, builtins, types, itertools, collections, functools, operator, heapq, bisect, array, struct, io, re, json, weakref, signal, _thread, time, binascii, random, math, marshal, codecs, string, copyreg, contextlib, abc, enum, dataclasses
on = False
ba = mv = ar = li = di = se = de = od = bio = sio = it = te = ge = x = wr = wd = ws = pa = st = mp = None
n = 0
def enough():
    global n
    n += 1
    if n > 300: raise KeyError("enough")
def tick(*args):
    enough()
    act()
    return args[0] if args else None
keep = []
"""

# What a callback does to everything it can reach.
ACTS = ["ba.clear()", "ba.extend(b'x' * 5000)", "del ba[:]", "ba *= 2", "ba[:] = b''", "ba.append(1)", "ba.pop()", "ba += bytes(99)", "mv.release()", "mv = memoryview(ba)", "mv[0] = 7", "mv.cast('B')", "ar.append(1)", "ar.extend(ar)", "del ar[:]", "ar.pop()", "ar.frombytes(bytes(80))", "ar.byteswap()",
        "li.clear()", "li.append(tick)", "li.sort()", "li.reverse()", "li[:] = li * 2", "del li[::2]", "li.insert(0, x)", "li.extend(li[:9])", "li.pop()", "di.clear()", "di.update(zip(range(40), range(40)))", "di[x] = x", "di.popitem()", "di.pop(x, 0)", "di.pop(1, 0)", "se.clear()", "se.add(x)", "se.update(range(50))", "se.discard(x)", "se.pop()",
        "de.clear()", "de.append(x)", "de.rotate(2)", "de.popleft()", "de.extendleft(range(70))", "od.clear()", "od[x] = 1", "od.move_to_end(x)", "od.popitem()", "od.pop(1, 0)", "od.update(a=1, b=2)", "ca.cache_clear()", "ca(1)", "ca(x)", "ca.cache_info()", "bio.close()", "bio.truncate(0)", "bio.write(b'abc' * 999)", "bio.seek(5)", "bio.getbuffer().release()", "keep.append(bio.getbuffer())", "sio.close()", "sio.truncate(0)", "sio.write('ä' * 99)", "sio.seek(0)",
        "next(it)", "list(it)", "it.__reduce__()", "it.__setstate__((0, 1))", "it = None", "next(te)", "te.__copy__()", "te = it", "ge.send(1)", "ge.close()", "ge.throw(ValueError)", "next(ge)", "ge = gen()", "gc.collect()", "gc.collect(0)", "del x.__dict__", "x.__class__ = B", "X.__eq__ = None", "del X.__eq__", "X.__hash__ = lambda s: 5", "X.__bases__ = (B,)", "X.__bases__ = (C, B)", "B.__bases__ = (C,)", "X.__lt__ = lambda s, o: tick()", "X.attr = property(tick)", "del X.attr", "X.__getattr__ = tick", "X.__getattribute__ = object.__getattribute__", "B.attr = 3",
        "C.attr = classmethod(tick)", "type.__setattr__(X, '__slots__', ())", "X.__abstractmethods__ = {'a'}", "X.__name__ = 'Y' * 50", "X.__mro__", "X.mro()", "wr()", "wd.clear()", "wd[1] = X()", "list(wd.values())", "ws.add(X())", "list(ws)", "keep.clear()", "keep.append(X())", "x = X()", "x = None", "del x.attr", "x.attr = x", "raise ValueError", "raise StopIteration", "raise SystemExit", "raise GeneratorExit", "raise MemoryError", "1 / 0", "sys.settrace(trace)", "sys.settrace(None)", "sys.setprofile(trace)", "sys.setprofile(None)",
        "signal.raise_signal(signal.SIGUSR1)", "sys._getframe(1).f_locals['li'] = 3", "sys._getframe(1).clear()", "sys._getframe(2).f_lineno", "sys._getframe(1).f_trace = trace", "sys.setrecursionlimit(len(keep) + 80)", "sys.setrecursionlimit(1000)", "sys.setswitchinterval(1e-6)", "_thread.start_new_thread(tick, ()) if len(keep) < 20 else 0", "keep.append(1)", "time.sleep(0)", "del sys.modules['re']", "sys.modules['json'] = None", "sys.stdout = None", "sys.stdout = sys.__stdout__", "del builtins.len", "builtins.len = sum", "globals().pop('li', None)", "li = [3, 2, 1]", "exec('li = [1]')", "locals().clear()", "pa.keywords.clear()", "pa.__setstate__((tick, (1,), {}, {}))", "pa.__reduce__()", "sys.exc_info()", "st.__init__('100i')", "mp.get(1)", "gc.get_objects()[-5:]", "gc.get_referrers(li)[:2]", "gc.set_threshold(1)", "gc.disable()", "gc.freeze()", "gc.unfreeze()"]
# Loops in native code that call back.
LOOPS = ["li.sort(key=tick)", "li.sort(key=X)", "sorted(li, key=functools.cmp_to_key(lambda a, b: tick(1)))", "li.sort()", "min(li, key=tick)", "max(li, default=x, key=tick)", "sum(li, x)", "li.index(x)", "li.count(x)", "li.remove(x)", "li == [X() for _ in range(6)]", "li < [X()] * 6", "x in li", "x in de", "de.index(x)", "de.remove(x)", "de.count(x)", "de == collections.deque([X()] * 5)", "de.extend(map(tick, range(9)))", "de.extend(X() for _ in range(9))", "li.extend(map(tick, range(9)))", "li[1:3] = map(tick, li)", "li[x:x] = [1]", "li[::2] = map(tick, [1, 2, 3])", "li * x", "li[x]",
         "di.update((tick(i), i) for i in range(9))", "di.update(X())", "di | {X(): 1}", "di == {X(): X() for _ in range(5)}", "dict.fromkeys(map(tick, range(20)), x)", "{**di, **od}", "di.setdefault(X(), X())", "x in di", "di.get(X())", "di.pop(X(), 0)", "se | {X(), X()}", "se & {X(), 1}", "se - {X()}", "se ^ {X()}", "se.update(map(tick, range(9)))", "se.intersection(map(tick, range(9)))", "se.difference_update(map(tick, range(9)))", "se.symmetric_difference_update({X(): 1})", "se.issubset(map(tick, range(9)))", "se.isdisjoint(map(tick, [1]))", "se == {X()}", "frozenset(map(tick, range(5)))", "se <= {X(), X()}",
         "od == collections.OrderedDict({X(): X()})", "od.move_to_end(X())", "od.setdefault(X(), 1)", "od.pop(X(), 1)", "for k in od: tick()", "for k in od.items(): act()", "list(map(tick, od.values()))", "od.update(map(lambda i: (tick(i), 1), range(9)))", "repr(od)", "copy_(od)", "od | {X(): 1}", "reversed(od)", "for k in reversed(od): act()", "ca(X())", "ca(x, y=X())", "[ca(X()) for _ in range(9)]", "list(itertools.groupby(map(tick, range(9)), tick))", "[list(g) for k, g in itertools.groupby(li, X)]", "a = itertools.tee(map(tick, range(9))); te = a[1]; list(a[0]), list(a[1])", "list(te)", "list(itertools.product(map(tick, range(3)), li))",
         "list(itertools.islice(map(tick, range(9)), x, 9))", "list(itertools.accumulate(li, tick))", "list(itertools.chain.from_iterable(map(tick, [li, li])))", "list(itertools.permutations(map(tick, range(4)), 2))", "list(itertools.combinations(map(tick, range(4)), x))", "list(itertools.zip_longest(map(tick, range(4)), li, it))", "list(itertools.compress(li, map(tick, range(9))))", "list(itertools.starmap(tick, [[1], li, (2,)]))", "list(itertools.takewhile(tick, li))", "list(itertools.filterfalse(tick, li))", "list(zip(it, it, map(tick, range(9))))", "next(itertools.cycle(map(tick, range(3))))", "list(itertools.pairwise(map(tick, range(5))))",
         "heapq.heapify(li)", "heapq.heappush(li, X())", "heapq.heappop(li)", "heapq.heappushpop(li, X())", "heapq.heapreplace(li, X())", "heapq.nsmallest(3, li, key=tick)", "list(heapq.merge(li, li, key=tick))", "bisect.insort(li, X())", "bisect.bisect(li, 3, key=tick)", "bisect.bisect_left(li, X())", "bisect.insort(li, 3, key=tick)", "functools.reduce(tick, li, 1)", "functools.reduce(lambda a, b: tick(a), range(9))", "pa(1)", "pa(x, k=tick)", "functools.partial(pa, 1, **di)", "operator.length_hint(X())", "operator.index(X())", "operator.itemgetter(x, 1)(li)", "operator.attrgetter('attr.attr', 'attr')(x)", "operator.methodcaller('attr', 1)(x)", "operator.concat(li, li)",
         "struct.pack_into('4i', ba, x, 1, X(), 3, 4)", "struct.pack('3i', x, X(), x)", "struct.unpack_from('i', ba, X())", "st.pack(x)", "st.pack_into(ba, 0, X(), X())", "list(st.iter_unpack(ba))", "struct.pack('?d', x, X())", "ba[x] = X()", "ba[X():X()] = ba", "ba[::X()] = ba", "ba.extend(map(tick, range(9)))", "ba.join([ba, X(), ba])", "ba.insert(X(), X())", "ba.find(X(), X())", "bytes(X())", "bytearray(map(tick, range(9)))", "bytes([X(), x])", "ba.replace(b'a', X())", "ba.translate(X())", "ba.startswith((X(),))", "b'%s %d %a' % (X(), x, X())", "b','.join(map(tick, [ba, mv, b'1']))", "ba.split(X())", "ba.hex(X())", "ba * X()", "int.from_bytes(map(tick, range(9)), 'big')", "ba == X()",
         "mv[x] = X()", "mv[X():X()]", "mv[0:2] = X()", "mv == X()", "mv.tolist()", "mv.cast('I', X())", "mv.cast('B', [X(), 2])", "memoryview(ba)[x]", "mv.hex(X())", "bytes(mv)", "hash(mv)", "ar.extend(map(tick, range(9)))", "ar[x] = X()", "ar[X():3] = ar", "ar.index(X())", "ar.insert(X(), X())", "ar.fromlist([1, X(), 2])", "array.array('i', map(tick, range(9)))", "array.array('u', X())", "ar.tofile(bio)", "ar.fromfile(bio, X())", "ar * X()", "ar == array.array('i', [1])", "for a in ar: act()", "for a in ba: act()", "for a in mv: act()", "for a in li: act()", "for a in de: act()", "for a in se: act()", "for a in di: act()", "for a in di.items(): act()",
         "bio.readinto(ba)", "bio.readinto(mv)", "bio.write(X())", "bio.writelines(map(tick, [b'a', ba]))", "bio.read(X())", "bio.seek(X())", "for a in bio: act()", "io.BytesIO(X())", "sio.write(X())", "sio.writelines(map(tick, ['a', 'b']))", "sio.read(X())", "for a in sio: act()", "raw = Raw(); io.BufferedReader(raw).read()", "io.BufferedReader(Raw()).readline()", "io.BufferedReader(Raw(), 7).peek(3)", "io.TextIOWrapper(io.BufferedReader(Raw())).read()", "list(io.TextIOWrapper(io.BufferedReader(Raw())))", "io.BufferedWriter(Raw()).write(bytes(9999))", "w = io.BufferedWriter(Raw(), 5); w.write(b'123456789'); w.flush()", "io.BufferedRandom(Raw()).write(b'abc')", "io.BufferedRWPair(Raw(), Raw()).read(9)", "t = io.TextIOWrapper(io.BufferedWriter(Raw()), newline='\\r\\n'); t.write('a\\n' * 99); t.flush()", "t = io.TextIOWrapper(Raw()); t.read()", "io.TextIOWrapper(X())", "io.IncrementalNewlineDecoder(X(), True).decode(b'a')", "print(x, x, file=X())", "print(X(), file=sio, flush=X())",
         "re.sub('.', tick, 'abcabc')", "re.sub('(a)', lambda m: (act(), 'x')[1], 'banana' * 5)", "re.sub(X(), 'a', 'b')", "re.compile('a').sub(X(), 'aaa')", "for m in re.finditer(b'.', ba): act()", "re.match(b'(.)*x', ba)", "re.split(b'a', ba)", "m = re.search(b'.', ba); act(); m.group(), m.string", "m = re.match('(a)', 'a'); m[x], m.group(X())", "re.compile('(?P<a>.)').fullmatch('a').expand(X())", "re.Scanner([('a', tick)]).scan('aaa')", "re.escape(X())", "re.template if 0 else re.findall('a', X())", "json.dumps([li, di], default=tick)", "json.dumps(od, skipkeys=True, default=X)", "json.dumps({'a': L([1, 2, X()])}, default=lambda o: tick(1), indent=x)", "json.dumps(D(a=X(), b=[1]), default=tick)", "json.dumps(li, cls=E)", "json.loads('[1, {\"a\": 2.5, \"b\": [3]}]', object_hook=tick, parse_float=tick, parse_int=tick)", "json.loads('{\"a\": {\"b\": 1}}', object_pairs_hook=tick)", "json.loads('[NaN, Infinity]', parse_constant=tick)", "json.dumps(L(range(9)))", "json.dumps(D(zip('abc', 'def')))",
         "wr = weakref.ref(X(), tick); gc.collect()", "wd.update((i, X()) for i in range(9)); gc.collect()", "keep.extend(weakref.ref(X(), tick) for _ in range(9)); gc.collect()", "p = weakref.proxy(x, tick); x = None; p.attr", "weakref.finalize(X(), tick); gc.collect()", "c = X(); c.attr = c; w = weakref.ref(c, tick); keep.append(w); del c; gc.collect()", "c = [X() for _ in range(5)]; c.append(c); keep.append([weakref.ref(o, tick) for o in c[:5]]); del c; gc.collect()", "weakref.WeakKeyDictionary({X(): 1})", "ws |= {X(), X()}", "for a in ws: gc.collect()", "x.attr", "x.attr = 1", "x.nothing", "X.attr", "X().attr()", "super(X, x).attr", "getattr(x, X())", "isinstance(x, (B, X()))", "issubclass(X, X())", "X(1, 2, *map(tick, li), **D(a=1))", "type('T', (X, B), {'attr': x})", "class T(X, metaclass=M): attr = tick()", "class T(x): pass", "copy_(x)", "x.__reduce_ex__(2)", "dir(x)", "vars(x)", "repr(x)", "f'{x!r:{x}}'", "format(x, X())", "'%s %d %r' % (x, x, x)", "'{0.attr} {1[a]}'.format(x, X())", "str.format_map('{a}', X())", "''.join(map(tick, ['a', x]))", "'a'.translate(X())", "'abc'.translate({97: X(), 98: tick})", "'a'.encode('ascii', X())", "'ä'.encode('ascii', 'hook')", "b'\\xff'.decode('ascii', 'hook')", "'äöü'.encode('latin-9', 'hook')", "codecs.charmap_decode(b'abc', 'strict', X())", "codecs.charmap_encode('abc', 'strict', X())", "codecs.lookup(X())", "int(X())", "int('1', X())", "float(X())", "complex(X(), X())", "round(X(), X())", "divmod(X(), X())", "pow(X(), X(), X())", "range(X(), X(), X())", "len(range(x, X()))", "x in range(X())", "slice(X(), X(), X()).indices(X())", "chr(X())", "hash(X())", "hash((X(), X()))", "math.fsum(map(tick, range(9)))", "math.prod(map(tick, range(9)))", "math.gcd(X(), X())", "math.dist([X()], [X()])", "math.hypot(X(), X())", "math.floor(X())", "math.comb(9, X())", "math.ldexp(1.0, X())", "random.shuffle(li, )", "random.Random(X())", "random.sample(li, X())", "marshal.dumps(li)", "marshal.loads(X())", "marshal.dump(li, X())", "marshal.load(X())", "binascii.hexlify(X())", "binascii.a2b_base64(mv)",
         "list(ge)", "for a in ge: ge.send(a)", "next(ge)", "ge.send(tick)", "ge.throw(ValueError, tick())", "yield_(ge)", "list(gen2())", "[a for a in map(tick, gen())]", "drive(coro())", "drive(agen().__anext__())", "drive(agen().asend(None))", "drive(agen().aclose())", "with cm(): act()", "with contextlib.suppress(X): act()", "with contextlib.ExitStack() as s: s.callback(tick); s.callback(act)", "try: act()\nexcept X: pass", "try: raise KeyError(x)\nexcept (KeyError, X()): act()", "try: raise ExceptionGroup('g', [ValueError(x), KeyError(1)])\nexcept* ValueError: act()", "match x:\n    case X(attr=1): pass\n    case {'a': 1, **r}: pass\n    case [a, *b]: act()", "match D(a=1):\n    case {'a': X.attr}: pass\n    case _: act()", "a, *b = map(tick, range(9))", "f(*map(tick, range(9)), **D(a=1))", "for a in iter(tick, 5): break", "for a, b in zip(li, map(tick, li)): act()", "list(filter(tick, li))", "any(map(tick, li))", "all(map(tick, li))", "list(enumerate(map(tick, li), X()))", "list(map(tick, li, it, de))", "exec('a = x.attr', D())", "eval('tick()', {'tick': tick}, D())", "exec('li.clear()', N())", "compile(X(), 'f', 'exec')", "__import__(X())", "import_()", "gc.collect()", "gc.get_referents(x, li)", "sys.getsizeof(X())", "sys.intern(X())", "st.unpack(ba)", "mp[X()]", "mp | {X(): 1}", "x + 1", "1 + x", "x += 1", "x == x", "x < 1", "sorted([X(), x, X()])", "x[0]", "x[0] = 1", "del x[0]", "x()", "not x", "-x", "abs(x)", "await_(x)", "enum.Enum('E', li)", "dataclasses.make_dataclass('D', ['a', 'b'])(x, 1) == 1", "functools.singledispatch(tick).register(X, act)", "abc.ABCMeta('A', (), {'__subclasshook__': classmethod(tick)}).__subclasscheck__(X)", "isinstance(x, abc.ABCMeta('A', (), {'__subclasshook__': tick}))", "string.Formatter().vformat('{a}', (), X())", "copyreg.__reduce_ex__(x, 1)", "functools.cached_property(tick).__get__(x)", "types.GenericAlias(X, (x,))[x]", "X | int", "types.new_class('T', (X,), {}, tick)", "sys.settrace(trace); act(); sys.settrace(None)", "threads_()"]
NAMES = ["eq", "hash", "lt", "repr", "index", "iter", "next", "len", "call", "del", "bool", "str", "getitem", "setitem", "delitem", "length_hint", "add", "radd", "iadd", "float", "int", "contains", "format", "getattr", "setattr", "delattr", "get", "set", "enter", "exit", "reduce_ex", "sizeof", "missing", "await", "instancecheck", "subclasscheck", "mro_entries", "class_getitem", "init_subclass", "set_name", "dir", "neg", "abs", "round", "divmod", "pow", "trunc", "floor", "complex", "bytes", "index"]
RESULTS = {"hash": "1", "lt": "True", "repr": "'x'", "str": "'x'", "index": "1", "iter": "iter([1, self])", "len": "3", "bool": "True", "length_hint": "4", "getitem": "args[0] if isinstance(args[0], int) and args[0] < 5 else [][1]", "float": "1.5", "int": "1", "contains": "True", "format": "'x'", "sizeof": "5", "dir": "['a']", "complex": "1j", "bytes": "b'x'", "mro_entries": "()", "await": "iter([1])", "reduce_ex": "(list, ())", "init_subclass": "None", "set_name": "None", "setattr": "None", "delattr": "None", "del": "None", "exit": "False"}
WORLD = '''
class B: pass
class C(B): attr = 1
class M(type):
    def mro(cls):
        if n % 3 == 0: tick()
        return super().mro()
class L(list): pass
class D(dict):
    def __missing__(self, key): return tick(key)
class N(dict):
    def __getitem__(self, key): act(); return globals()[key]
class E(json.JSONEncoder):
    def default(self, o): return tick(1)
class Raw(io.RawIOBase):
    left = 30
    def readable(self): return True
    def writable(self): return True
    def seekable(self): return True
    def seek(self, *a): act(); return 0
    def readinto(self, b):
        act()
        self.left -= 1
        if self.left < 0: return 0
        keep.append(b) if n % 5 == 0 else None
        b[:3] = b"a\\nb"[:len(b)]
        return READS
    def write(self, b):
        act()
        keep.append(b) if n % 5 == 0 else None
        return WRITES
def copy_(x):
    r = x.__reduce_ex__(2)
    return r[0](*r[1])
def f(*a, **k): return a, k
def gen():
    for i in range(9):
        act()
        try: got = yield i
        finally: act()
def gen2():
    yield from gen()
    yield from map(tick, range(3))
def yield_(g):
    def outer(): yield from g
    o = outer(); next(o); g.close(); list(o)
async def coro():
    async with Cm(): act()
    async for i in agen(): act()
async def agen():
    try:
        act(); yield 1; act(); yield 2
    finally: act()
class Cm:
    async def __aenter__(self): act()
    async def __aexit__(self, *a): act()
def drive(c):
    for _ in range(20): c.send(None)
@contextlib.contextmanager
def cm():
    try: yield act()
    finally: act()
async def aw(x): await x
def await_(x): drive(aw(x))
def import_():
    class Finder:
        def find_spec(self, *a): act()
    sys.meta_path.insert(0, Finder())
    try: import nothing_at_all
    finally: sys.meta_path.pop(0)
def threads_():
    for _ in range(3): _thread.start_new_thread(work, ())
    work()
def work():
    for _ in range(20):
        try: act(); tick()
        except BaseException: pass
def trace(frame, event, arg):
    global n
    n += 1
    if n > 300: sys.settrace(None); sys.setprofile(None); return
    if n % 7 == 0: act()
    return trace
def handler(*a):
    try: act()
    except (KeyError, AttributeError): pass
signal.signal(signal.SIGUSR1, handler)
codecs.register_error('hook', lambda e: (tick() or 'x', e.end))
@functools.lru_cache(LRU)
def ca(*a, **k): return tick()
def world():
    global ba, mv, ar, li, di, se, de, od, bio, sio, it, te, ge, x, wr, wd, ws, pa, st, mp
    ba = bytearray(b'abcdefghijkl'); mv = memoryview(bytearray(16)) if SEPARATE else memoryview(ba); ar = array.array('i', range(9)); x = X()
    li = LIST; di = {X(): 1, 1: X(), 'a': 2}; se = {X(), X(), 1}; de = collections.deque([X(), 1, x, 2, 3]DEPTH); od = collections.OrderedDict([(X(), 1), (1, 2), (x, 3)])
    bio = io.BytesIO(b'ab\\ncd\\n' * 9); sio = io.StringIO('ab\\ncd\\n' * 9); it = ITER; te = itertools.tee(map(tick, range(9)))[0]; ge = gen()
    try: wr = weakref.ref(x, tick); wd = weakref.WeakValueDictionary({1: x}); ws = weakref.WeakSet([x])
    except TypeError: wr = weakref.ref(B, tick); wd = weakref.WeakValueDictionary({1: B}); ws = weakref.WeakSet([B])
    pa = functools.partial(tick, 1, a=2); st = struct.Struct('2i'); mp = types.MappingProxyType(di)
'''


def callbacks():
    acts = [pick(ACTS) for _ in range(1 + roll(4))]
    lines = [HEAD, "def act():", "    global ba, mv, ar, li, di, se, de, od, bio, sio, it, te, ge, x, wr, wd, ws, pa, st, mp", "    if not on: return", "    enough()"]
    for index, one in enumerate(acts):
        lines.append(f"    if n % {len(acts)} == {index}:")
        if roll(2):
            lines += ["        try: " + one, f"        except {pick(['Exception', 'TypeError', 'BufferError'])}: pass"]
        else:
            lines.append("        " + one)
    world = WORLD.replace("READS", pick(["3", "3", "len(b)", "len(b) + 1", "-1", "None", "1 << 70", "b"])).replace("WRITES", pick(["len(b)", "1", "len(b) + 5", "None", "-1", "0"])).replace("LRU", pick(["None", "2", "0", "128"]))
    world = world.replace("SEPARATE", str(roll(2))).replace("LIST", pick(["[X(), 3, x, 1, X(), 2]", "[X() for _ in range(70)]", "[3, 1, 2, 5, 4]", "L([X(), x])"])).replace("DEPTH", pick(["", ", 4", " * 30"])).replace("ITER", pick(["iter(li)", "map(tick, li)", "iter(di)", "iter(de)", "iter(od.items())", "reversed(li)", "zip(li, de)", "iter(tick, 3)", "filter(tick, li)", "gen()"]))
    lines += ["class B: pass", f"class X({pick(['B', 'B', 'int', 'str', 'list', 'dict', 'bytearray', 'Exception', 'tuple', 'set', 'collections.deque', 'io.StringIO', 'collections.OrderedDict'])}):", "    def __init__(self, *a, **k): pass"]
    names = {pick(NAMES) for _ in range(3 + roll(12))}
    for name in sorted(names | {"hash"}):
        if name in ("get", "set", "getattr", "setattr", "delattr") and roll(3):
            continue
        if name == "hash" and name not in names:
            lines += ["    def __hash__(self): return 1"]
            continue
        result = RESULTS.get(name, pick(["self", "x", "1", "NotImplemented", "None"]))
        if name == "eq":
            result = pick(["True", "False", "NotImplemented"])
        lines += [f"    def __{name}__(self, *args, **kwargs):", "        act()", "        return " + result]
    lines += [world]
    for _ in range(12):
        code = pick(LOOPS)
        lines += ["try:", "    on = False; n = 0; world(); n = 0; on = True"] + ["    " + line for line in code.split("\n")] + ["except BaseException as e: print(type(e).__name__, end=' ') if sys and sys.__stdout__ else 0"]
    lines += ["n = 0"]
    if roll(2):
        lines += ["sys.settrace(None); sys.setprofile(None)"]
    return "\n".join(lines)


finish(callbacks())
