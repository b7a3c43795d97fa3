"""Makes and drops an object of every type, as often as the first argument says: neither blocks nor memory may grow.

A second argument lists the types that no recipe makes."""
import sys, gc, time, types, io, os, abc, re, operator, weakref, signal, struct, array, binascii, itertools, functools, collections
import _io, codecs, zipimport, _json, _md5, _sha1, _sha256, _sha512, _random, _struct, _thread, _sre, select, _codecs, builtins

TIMES = int(sys.argv[1]) if len(sys.argv) > 1 else 60
TORTURE = "VIVARIUM_TORTURE" in os.environ


class Plain:
    def method(self):
        pass


class Slotted:
    __slots__ = ("a", "__weakref__", "__dict__")


class Bare:
    __slots__ = ("a",)


class Finalised:
    def __del__(self):
        self.x = self


class Call:
    def __call__(self):
        return 5


class ListLike(list):
    pass


class DictLike(dict):
    pass


class IntLike(int):
    pass


class StrLike(str):
    pass


class TupleLike(tuple):
    pass


class Getter:
    def __getitem__(self, i):
        raise IndexError


class Aware:
    def __await__(self):
        return iter([1])


def generator():
    yield 1


def big_generator(a, b, c, d, e, f, g, h):
    yield a


async def coroutine():
    pass


async def async_generator():
    yield 1


async def waits():
    await Aware()


@types.coroutine
def old_coroutine():
    yield 1


def closed_over(x):
    return lambda: x


def step(awaitable):
    try:
        awaitable.send(None)
    except (StopIteration, StopAsyncIteration) as e:
        return e
    return awaitable


def caught(make):
    try:
        make()
    except BaseException as e:
        return e


def traceback_of():
    try:
        1 / 0
    except ZeroDivisionError as e:
        return e.__traceback__


def throw(x):
    raise x


def cycle(o):
    o.append(o)
    return o


def tied(o):
    o.me = o
    return o


def chain(n):
    l = []
    for _ in range(n):
        l = [l]
    return l


def recursion():
    return recursion()


plain = Plain()
slotted = Slotted()
listed = [1, 2, 3]
mapped = {"a": 1, 2: [3]}
setted = {1, 2, 3}
ordered = collections.OrderedDict(a=1, b=2)
deque = collections.deque([1, 2])
match = re.match(r"(a)(?P<n>b)?", "ab")
pattern = re.compile("a+")
bytes_io = io.BytesIO(b"a\nb\n")
code = generator.__code__
Struct = struct.Struct("ih")
lock = _thread.allocate_lock()
local = _thread._local()
scanner_context = types.SimpleNamespace(strict=True, object_hook=None, object_pairs_hook=None, parse_float=float,
                                        parse_int=int, parse_constant=float)
devnull = os.open(os.devnull, os.O_RDWR)
here = os.path.dirname(os.path.abspath(__file__))
info = functools._CacheInfo


class Listing:
    """An open directory whose entries last as long as the program."""

    def __init__(self):
        self.entries = os.scandir("/")


listing = Listing()

RECIPES = """
object()
1234567
2**31 + len(listed) | 2**60
2**1000 + len(listed)
-(10**3000 + len(listed))
IntLike(5)
True
1.5 + len(listed)
len(listed) + 1j
str(len(listed)) + "abc"
"é" * (len(listed) + 3)
"\\u4e2d" * (len(listed) + 3)
"\\U0001F600" * (len(listed) + 3)
"a" * (len(listed) + 1000)
StrLike("abc")
bytes(len(listed) + 3)
b"x" * (len(listed) + 1000)
bytearray(len(listed) + 3)
memoryview(b"abc")
memoryview(bytearray(24)).cast("i", [2, 3])
[]
[1]
[1, 2, 3] * 100
ListLike([1])
cycle([])
cycle(ListLike())
()
(len(listed),)
(len(listed), 2) * 300
TupleLike((1, 2))
{}
{"a": len(listed)}
{1: 2, "a": 3}
dict.fromkeys(range(100))
DictLike(a=1)
{"a", "b"}
set(range(100))
frozenset((1, "a"))
range(len(listed))
range(2**70, 2**71)
slice(1, len(listed))
None
...
NotImplemented
lambda: 1
lambda a, b=[1], *c, d=2, **e: a
closed_over(1)
plain.method
listed.append
len
list.append
int.__add__
(5).__add__
type.__dict__["__mro__"]
dict.__dict__["fromkeys"]
Slotted.__dict__["a"]
int.__dict__["real"]
staticmethod(len)
classmethod(len)
property(len)
super(Plain, plain)
types.CellType(1)
types.CodeType.replace(code, co_name="x")
compile("x = 1; y = (1, 2, 'a')", "f", "exec")
types.FunctionType(code, {})
types.ModuleType("m")
types.MappingProxyType(mapped)
types.SimpleNamespace(a=1)
list[int]
int | str
weakref.ref(plain)
weakref.ref(Plain(), lambda r: None)
weakref.proxy(plain)
weakref.proxy(Call())
enumerate(listed)
zip(listed, listed)
map(len, listed)
filter(None, listed)
reversed(Getter.__mro__)
reversed(TupleLike((1, 2)))
reversed(listed)
reversed(mapped)
reversed(mapped.items())
reversed(mapped.values())
iter(listed)
iter(())
iter("abc")
iter("é中")
iter(b"ab")
iter(bytearray(2))
iter(memoryview(b"ab"))
iter(mapped)
iter(mapped.items())
iter(mapped.values())
iter(setted)
iter(range(3))
iter(range(2**70))
iter(Getter())
iter(len, 1)
iter(list[int])
mapped.keys()
mapped.values()
mapped.items()
mapped.keys() & {"a"}
generator()
next(generator())
big_generator(*range(8))
list(generator())
coroutine().close()
step(coroutine())
(c := waits(), step(c), c.close())
(c := coroutine(), w := c.__await__(), c.close())
(c := coroutine(), c.__await__(), c.close())[1]
async_generator()
(a := async_generator(), step(a.__anext__()))
(a := async_generator(), step(a.asend(None)), step(a.aclose()))
async_generator().athrow(ValueError)
async_generator().__anext__()
anext(async_generator(), 1)
old_coroutine()
sys._getframe()
sys._getframe().f_locals
traceback_of()
Plain()
tied(Plain())
tied(Slotted())
Slotted()
Bare()
Finalised()
type("T", (), {})
type("T", (Plain,), {"x": 1, "__slots__": ("q",)})
abc.ABCMeta("A", (), {"f": abc.abstractmethod(lambda s: 1)})
abc.ABCMeta("A", (), {}).register(int)
caught(lambda: throw(ValueError("a")))
caught(lambda: 1 / 0)
caught(lambda: [].nothing)
caught(lambda: nothing)
caught(lambda: {}[1])
caught(lambda: int("x"))
caught(lambda: "\\ud800".encode())
caught(lambda: b"\\xff".decode())
caught(lambda: open("/nonexistent/x"))
caught(lambda: compile("1 +", "f", "exec")) if not ROUND % 100 else None
caught(lambda: __import__("nothing_of_this_name")) if not ROUND % 100 else None
caught(lambda: throw(ExceptionGroup("g", [ValueError(1), ExceptionGroup("h", [TypeError(2)])]))).split(TypeError)
sys.flags
sys.version_info
time.localtime(0)
time.struct_time(range(9))
os.stat("/")
os.stat_result(range(19))
os.terminal_size((1, 2))
os.times()
os.uname()
collections.deque([1, 2], 5)
iter(deque)
reversed(deque)
cycle(collections.deque())
collections.defaultdict(list, a=1)
collections.OrderedDict(a=1)
iter(ordered)
ordered.keys()
ordered.values()
ordered.items()
info(1, 2, 3, 4)
functools.partial(len, [])
functools.lru_cache(4)(Plain)()
functools.lru_cache(4)(Plain)
collections.namedtuple("N", "a b")(1, 2)
collections._tuplegetter(0, "d")
code.co_lines()
next(code.co_positions())
functools.cmp_to_key(lambda a, b: 0)(1)
itertools.accumulate(listed)
itertools.chain(listed, listed)
itertools.chain.from_iterable([listed])
itertools.combinations(listed, 2)
itertools.combinations_with_replacement(listed, 2)
itertools.compress(listed, listed)
itertools.count()
itertools.count(2.5)
itertools.cycle(listed)
itertools.dropwhile(bool, listed)
itertools.filterfalse(bool, listed)
itertools.groupby(listed)
next(itertools.groupby(listed))
itertools.islice(listed, 2)
itertools.pairwise(listed)
itertools.permutations(listed, 2)
itertools.product(listed, listed)
itertools.repeat(1, 2)
itertools.starmap(len, [listed])
itertools.takewhile(bool, listed)
itertools.zip_longest(listed, listed)
itertools.tee(listed)
next(itertools.tee(iter(listed))[0])
itertools.tee(listed)[0].__reduce__()
operator.attrgetter("a", "b.c")
operator.itemgetter(1, 2)
operator.methodcaller("a", 1, b=2)
re.match("(a)(b)?", "ab")
match.expand("\\\\1")
pattern.scanner("aab")
pattern.scanner("aab").match()
pattern.finditer("aab")
re._compiler.compile("a+(b)?")
struct.Struct("ihq")
Struct.iter_unpack(bytes(12))
array.array("i", listed)
iter(array.array("d", [1.0]))
io.BytesIO(b"abc")
io.BytesIO(b"abc").getbuffer().release()
io.StringIO("abc")
io.TextIOWrapper(io.BytesIO())
io.BufferedReader(io.BytesIO())
io.BufferedWriter(io.BytesIO())
io.BufferedRandom(io.BytesIO())
io.BufferedRWPair(io.BytesIO(), io.BytesIO())
io.FileIO(devnull, closefd=False)
io.IncrementalNewlineDecoder(None, True)
_io._IOBase()
_io._RawIOBase()
_io._BufferedIOBase()
_io._TextIOBase()
_json.make_scanner(scanner_context)
_json.make_encoder({}, str, str, None, ":", ",", False, False, True)
_md5.md5(b"a")
_sha1.sha1(b"a")
_sha256.sha224(b"a")
_sha256.sha256(b"a")
_sha512.sha384(b"a")
_sha512.sha512(b"a")
_random.Random(1)
_thread.allocate_lock()
_thread.RLock()
_thread._local()
tied(_thread._local())
os.scandir("/")
next(listing.entries, None) or setattr(listing, "entries", os.scandir("/"))
select.poll()
(e := select.epoll(), e.close())
codecs.lookup("utf-8")
codecs.charmap_build("".join(map(chr, range(256))))
codecs.getincrementaldecoder("utf-8")()
codecs.CodecInfo(len, len, name="x")
binascii.hexlify(b"abc", ":")
str.maketrans("ab", "cd")
"{0.a[1]}".format
__import__("_string").formatter_parser("{0.a[1]}{b}")
next(__import__("_string").formatter_parser("{0.a[1]}{b}"))
__import__("_string").formatter_field_name_split("0.a[1]")[1]
sys.get_asyncgen_hooks()
sys.float_info
sys.intern("x%d" % len(listed))
globals().copy()
vars(plain)
dir(plain)
chain(300)
memoryview(io.BytesIO(b"abc").getbuffer())
caught(recursion) if not ROUND % 1000 else None
gc.collect() if not ROUND % 5000 else None
eval("lambda: [1]")
exec("class A:\\n def f(self): return __class__")
__import__("pickle").PickleBuffer(b"a") if "PickleBuffer" in dir(__import__("pickle")) else None
"""


def recipes():
    for line in RECIPES.strip().splitlines():
        yield line, line
    for name, cls in sorted(vars(builtins).items()):
        if isinstance(cls, type) and issubclass(cls, BaseException) and not issubclass(cls, Warning):
            args = {"UnicodeDecodeError": "'u', b'a', 0, 1, 'r'", "UnicodeEncodeError": "'u', 'a', 0, 1, 'r'",
                    "UnicodeTranslateError": "'a', 0, 1, 'r'", "SyntaxError": "'m', ('f', 1, 2, 't', 1, 3)",
                    "BaseExceptionGroup": "'g', [KeyboardInterrupt()]", "ExceptionGroup": "'g', [ValueError(1)]"}
            yield name, "caught(lambda: throw(%s(%s)))" % (name, args.get(name, "2, [1], 'f'"))
    for cls in sorted(Warning.__subclasses__(), key=lambda c: c.__name__):
        yield cls.__name__, "caught(lambda: throw(%s([1])))" % cls.__name__


def loop(source):
    space = dict(globals())
    exec(compile("def run(times):\n for ROUND in range(times):\n  %s" % source, "<recipe>", "exec"), space)
    return space["run"]


def resident():
    if TORTURE:
        return 0
    try:
        with open("/proc/self/statm") as f:
            return int(f.read().split()[1]) * 4096
    except OSError:
        return 0


def grows(run):
    """What is more after the loop than before it; a second loop must confirm it."""
    for _ in range(3):
        gc.collect()
        before, size = sys.getallocatedblocks(), resident()
        run(TIMES)
        gc.collect()
        blocks, more = sys.getallocatedblocks() - before, resident() - size
        if blocks <= 100 + TIMES // 1000 and more < 2**20 + TIMES:
            return None
    return "%d blocks, %d bytes more" % (blocks, more)


made = set()
for name, source in recipes():
    run = loop(source)
    run(60)
    if len(sys.argv) > 2:
        start = time.perf_counter()
    leaked = grows(run)
    if len(sys.argv) > 2 and (seconds := time.perf_counter() - start) > 10:
        print("%5.1f s %s" % (seconds, name), flush=True)
    if leaked:
        print("%s: %s" % (name, leaked))
    if len(sys.argv) > 2:
        try:
            value = eval(source.rstrip().rstrip(","), dict(globals(), ROUND=0))
        except SyntaxError:
            value = None
        parts = value if type(value) in (tuple, list) else ()
        for part in [value, *parts[:5]]:
            made.update(type(part).__mro__)
print(len(list(recipes())), "kinds, no more")

if len(sys.argv) > 2:
    seen = []

    def walk(cls):
        if cls not in seen:
            seen.append(cls)
            for sub in type.__subclasses__(cls):
                walk(sub)
    walk(object)
    print("never made:", *sorted(c.__qualname__ for c in seen if c not in made and not c.__flags__ & 1 << 9))
