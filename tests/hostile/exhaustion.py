"""Programs that use up all memory in many small ways, keep what they have, and go on. The argument is the seed. Each gives
itself a limit on its addresses, so that it is over soon."""

from _dice import finish, pick, roll, seed

HEAD = """import sys, gc
try:
    import resource
    resource.setrlimit(resource.RLIMIT_AS, (MEGABYTES << 20, MEGABYTES << 20))
except (ImportError, ValueError, OSError): pass
import itertools, collections, array, struct, io, functools, re, weakref, types, _thread, operator, json, heapq
import time
errors = 0
rounds = 0
class K:
    def __init__(self, x=None): self.x = x
class S:
    __slots__ = ('x', 'y', '__weakref__')
    def __init__(self, x=None): self.x = x
class T(tuple): pass
class D(dict): pass
class L(list): pass
class F:
    def __init__(self, x): self.x = x
    def __del__(self): [self.x]
def gen(x):
    while 1: x = [(yield x)]
async def coro(x): pass
def adder(x):
    def add(y): return x + y
    return add
def nest(x, n):
    try: return nest([x], n - 1) if n else len(repr(x))
    finally: x = (x, n)
def chain(x, n):
    try:
        if n: chain(x, n - 1)
        raise ValueError(x)
    except ValueError as e: raise KeyError(n) from e
def caught(f, *a):
    try: return f(*a)
    except Exception as e: return e
"""

# One more thing to keep; `i` counts.
SMALL = ["(i, i + 1)", "[i, i]", "[]", "{}", "{i: i}", "{'k': i}", "set((i, 'x'))", "frozenset((i,))", "str(i) * 3", "'%d and %s' % (i, 'x')", "f'{i:>20}{i!r}'", "float(i)", "complex(i, 1)", "i ** 9",
         "1 << (i % 3000)", "bytes(i % 600)", "bytearray(i % 700)", "K(i)", "K([i])", "S((i,))", "T((i, i))", "D(a=i)", "L((i,))", "F(i)", "lambda: i", "lambda x=i: x", "adder(i)", "gen(i)", "next(g := gen(i)) or g",
         "coro(i)", "(x for x in (i,))", "map(str, (i,))", "zip((i,), [i])", "iter([i])", "enumerate([i], i)", "itertools.chain([i], (i,))", "itertools.count(i)", "itertools.repeat(i)", "itertools.islice([i], 1)",
         "itertools.tee([i, i])", "itertools.groupby([i, i])", "itertools.product([i], [i])", "itertools.permutations([i, 2, 3])", "itertools.cycle([i])", "itertools.accumulate([i])", "collections.deque([i])",
         "collections.deque((), 3)", "collections.OrderedDict([(i, i)])", "collections.defaultdict(list, a=i)", "collections.Counter('ab')", "array.array('i', [i])", "array.array('d', bytes(80))", "struct.Struct(f'{i % 99}i')",
         "struct.pack('<qd', i, 1.5)", "io.BytesIO(b'abc' * 9)", "io.StringIO('abc' * 9)", "functools.partial(len, i)", "functools.lru_cache(len)", "functools.cmp_to_key(len)(i)", "weakref.ref(s := S(i)), s",
         "weakref.proxy(s := S(i)), s", "weakref.WeakValueDictionary(a=(s := S(i))), s", "types.SimpleNamespace(a=i)", "types.MethodType(len, i)", "types.MappingProxyType({i: i})", "[].append", "slice(i, i)", "range(i, i * 2)",
         "memoryview(bytes(9))", "memoryview(bytearray(9))[1:3]", "ValueError(i)", "caught(chain, i, 3)", "caught(int, 'x%d' % i)", "caught(getattr, i, 'name%d' % i)", "caught(operator.getitem, {}, i)", "ExceptionGroup('g', [ValueError(i)])",
         "OSError(i, 'x', 'y')", "property(len)", "classmethod(len)", "staticmethod(len)", "super(K, K(i))", "list[int, i]", "int | str", "type('C%d' % i, (), {'x': i})", "type('C', (K,), {'__slots__': ('a%d' % i,)})()",
         "type('M%d' % i, (type,), {})", "types.ModuleType('m%d' % i)", "sys.intern('name%d' % i)", "setattr(K, 'a%d' % i, i)", "globals().__setitem__('g%d' % i, i)", "compile('x = %d' % i, 'f', 'exec')", "exec('y = [%d]' % i)", "eval('lambda: %d' % i)",
         "compile('def f(a, b=%d):\\n return [a for a in b]' % i, 'f', 'exec')", "eval('[' * 20 + ']' * 20)", "caught(compile, 'x = (%d' % i, 'f', 'exec')", "re.compile('a{%d}b*' % (i % 5000)) if i % 50 == 0 else 0", "re.match('(.)(.)', 'ab')", "re.finditer('a', 'aa')",
         "re.sub('(a)', r'\\1b', 'aa' * 9)", "re.split('(,)', 'a,b,c')", "sys._getframe()", "caught(nest, i, i % 40)", "nest(i, 100)", "_thread.allocate_lock()", "_thread.RLock()", "_thread._local()", "_thread.start_new_thread(len, ('a',)) if i % 100 == 0 else 0",
         "json.dumps([i, {'a': i}])", "json.loads('[%d, {\"a\": [1.5, null]}]' % i)", "sorted([i, 3, 1], key=lambda x: -x)", "[*'abc' * 30]", "'abc'.join(['x'] * (i % 50))", "'a b c'.split()", "'äöü€' * (i % 30)", "('😀' + str(i)).encode('utf-8')", "b'%d' % i",
         "'x'.encode('utf-16')", "repr([i, (i,), {i: i}])", "format(i * 1.5, ',.3f')", "str(10 ** (i % 300))", "int('7' * (i % 300 + 1))", "hash((i, 'x'))", "dict.fromkeys(range(i % 30))", "list(range(i % 60))", "tuple(range(i % 60))", "[x for x in range(i % 50)]",
         "{x: x for x in range(i % 50)}", "{x for x in range(i % 50)}", "heapq.merge([i], [i])", "dir(i)", "vars(K(i))", "K.__dict__.copy()", "gen.__code__.replace(co_name='n%d' % i)", "types.FunctionType(gen.__code__, {'a': i})", "types.CellType(i)",
         "str.maketrans('a', 'b')", "'abc'.translate({97: 'x%d' % i})", "'{0[a]} {1}'.format({'a': i}, i)", "caught(lambda: [].x)", "K(gc.get_referrers(K)[:3]) if i % 5000 == 0 else 0", "print(i, file=io.StringIO())", "sys.exc_info()", "[i] * (i % 100)",
         "{**{'a': i}, 'b': 2}", "(lambda *a, **k: (a, k))(*[i] * 9, **{'a': i})", "object()", "id", "bytes([i % 256]) * 40", "bytearray(b'x' * 30).split(b'x')", "''.join(reversed('abc' * 9))", "[[[[i]]]]", "gen(i).gi_frame", "coro(i).cr_frame"]
# How the thing `x` is kept.
KEEPS = ["keep.append(x)", "keep.append(x)", "keep.append((x, keep[-1] if i % 9 and keep else 0))", "keep[i] = x", "keep.add(K(x))", "keep = (x, keep)", "keep = [x, keep]", "keep.appendleft(x)", "keep.x = K(); keep.x.y = (x, getattr(keep, 'y', 0)); keep.y = keep.x"]
START = {"keep.append(": "[]", "keep[": "{}", "keep = ": "None", "keep.add": "set()", "keep.appendl": "collections.deque()", "keep.x": "K()"}
# What is done when everything is full.
AFTERS = ["len([i for i in range(9)])", "str(rounds)", "x = {}; x[1] = 2", "K(1)", "'%s' % rounds", "repr([rounds])", "nest(1, 5)", "chain(1, 2)", "gc.collect()", "exec('z = 1')", "sorted([3, 1])", "print(rounds, file=io.StringIO())", "import string", "re.compile('a+b%d' % rounds)",
          "class C: pass", "def f(): pass", "next(gen(1))", "1 << 5000", "10 ** 100", "b'x' * 100000", "[0] * 100000", "'x' * 1000000", "raise ValueError(rounds)", "json.dumps({'a': [1]})", "struct.pack('9i', *range(9))", "int('9' * 50)", "[].x", "undefined", "{}['a']", "sys.intern('x%d' % rounds)",
          "_thread.start_new_thread(len, ('a',))", "collections.OrderedDict(a=1)", "x = [0]\nfor i in range(1000): x += [i]", "compile('(' * 50 + ')' * 50, 'f', 'eval')", "compile('x = (', 'f', 'exec')", "compile('[' + '1,' * 5000 + ']', 'f', 'eval')", "'abc'.upper().encode()", "float('1.5')", "with io.StringIO() as f: f.write('a' * 5000)",
          "def r(n): return r(n + 1)\nr(0)", "x = []\nx.append(x)\nrepr(x)", "raise MemoryError", "try: raise ValueError\nfinally: [1]", "dict(a=1, b=2)", "type('T', (), {})", "match rounds:\n    case [a]: pass\n    case {'a': 1}: pass", "async def c(): pass\nc().close()", "sys.settrace(None)", "hash(str(rounds))", "sys.getsizeof([])", "sys.stdout.write('')", "weakref.ref(K())",
          "open('/dev/null').close()", "[*map(str, range(50))]", "'a,b'.split(',') * 100", "list(itertools.permutations(range(4)))", "sum(range(100), 1000)", "array.array('i', range(100))", "f'{rounds!r:>1000}'", "bytearray(5000)", "globals()", "locals()", "sys.exc_info()[2]", "caught(chain, 1, 20)", "dir()"]


def fill(guard):
    """The lines that fill memory and stop at the first error."""
    lines = []
    for _ in range(1 + roll(2)):
        keep = pick(KEEPS)
        start = next(value for key, value in START.items() if keep.startswith(key))
        things = [pick(SMALL) for _ in range(1 + roll(3))]
        lines += [f"keep = {start}; held.append(keep)", "try:", "    for i in range(1 << 22):", "        if i % 99 == 0 and time.process_time() > 10: break"]
        lines += [f"        x = {thing}\n        {keep}" for thing in things]
        lines += [f"except {guard} as e: errors += 1" + pick(["", "; big.clear()", "; del big[-1:]", "; print(type(e).__name__)"]), "held.append(keep)"]
    return lines


def exhaustion():
    limit = pick([600, 600, 800, 1200])
    lines = [HEAD.replace("MEGABYTES", str(limit)), f"sys.setrecursionlimit({pick([1000, 1000, 100000])})", f"gc.{pick(['enable()', 'enable()', 'disable()', 'set_threshold(10)'])}", "held = []"]
    # Most of it is gone before the small things come, and at times the last bit of every size, too.
    lines += ["big = []", "try:", "    while 1: big.append(bytes(1 << 23))", "except MemoryError: errors += 1", f"del big[-{pick([2, 3, 6])}:]"]
    if roll(3) == 0:
        lines += ["try:", f"    while 1: big.append(bytes({pick([1 << 20, 1 << 16, 3000])}))", "except MemoryError: errors += 1"]
    lines += fill("Exception" if roll(3) else "MemoryError")
    if roll(3) == 0:
        lines += ["del held[0]", "keep = None"] + fill("Exception")
    lines += [f"for rounds in range({pick([20, 200, 1000])}):", "    if time.process_time() > 20: break"]
    for _ in range(2 + roll(4)):
        after = pick(AFTERS)
        lines += ["    try:"] + ["        " + line for line in after.split("\n")] + [f"    except {pick(['Exception', 'MemoryError', 'BaseException'])} as e: errors += 1"]
        if roll(4) == 0:
            lines += ["    else: held.append((rounds, held[-1]))"]
    if roll(2):
        lines += ["held.clear(); keep = x = None"]
        # Everything was given back: now there is enough again.
        lines += ["big = None; gc.collect()", "y = [[n] for n in range(1000)]; print(len(y))"]
    lines += ["print('end', errors > 0)"]
    return "\n".join(lines)


finish(exhaustion())
