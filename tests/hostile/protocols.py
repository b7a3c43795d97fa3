"""Recursion through every protocol, mutation under iteration, trouble in finalisers, huge sizes, broken `sys`. The argument
is the seed."""

from _dice import finish, pick, roll, seed


UNARY = ["repr(x)", "str(x)", "hash(x)", "len(x)", "bool(x)", "iter(x)", "next(x)", "list(x)", "tuple(x)", "int(x)", "float(x)",
         "complex(x)", "bytes(x)", "abs(x)", "-x", "~x", "format(x)", "f'{x}'", "x()", "x.y", "x[0]", "del x[0]", "x[0] = 1", "x.y = 1",
         "del x.y", "x + x", "x * 2", "2 * x", "x == x", "x != 1", "x < x", "x in x", "x @ x", "x += 1", "isinstance(1, x)",
         "issubclass(int, x)", "dir(x)", "vars(x)", "x.__reduce_ex__(2)", "with_(x)", "await_(x)", "sorted([x, x])", "max(x, x)",
         "{x: 1}[x]", "{x, x}", "[*x]", "f(*x)", "f(**x)", "print(x, end='')", "round(x)", "divmod(x, 1)", "x ** 2", "pow(2, x)",
         "sys.getsizeof(x)", "reversed(x)", "class_(x)", "getattr(x, 'z')", "x.__class__", "str.format('{}', x)", "'%s' % x",
         "'%d' % x", "sum([x, x])", "range(x)", "slice(x).indices(3)", "chr(x)", "bytearray(x)", "memoryview(x)", "type(x)(x)",
         "x.__eq__(x)", "x.__dict__", "for_(x)", "match_(x)", "isinstance(x, X)", "raise_(x)", "''.join(x)", "dict(x)", "set(x)",
         "[1, 2, 3][x]", "[1][x:x]", "enumerate(x)", "map(x, [1])", "list(map(x, [1]))", "sorted([2, 1], key=x)", "exec_(x)"]
DUNDERS = ["repr", "str", "hash", "len", "bool", "iter", "next", "int", "float", "complex", "bytes", "abs", "neg", "invert", "format",
           "call", "getattr", "getattribute", "getitem", "delitem", "setitem", "setattr", "delattr", "add", "radd", "mul", "rmul",
           "eq", "ne", "lt", "gt", "contains", "matmul", "iadd", "instancecheck", "subclasscheck", "dir", "reduce_ex", "enter", "exit",
           "await", "index", "length_hint", "keys", "round", "divmod", "pow", "rpow", "sizeof", "reversed", "class_getitem",
           "mro_entries", "get", "set", "missing", "del", "trunc", "fspath", "set_name", "init_subclass", "prepare"]
HELPERS = '''
import sys
def with_(x):
    with x: pass
def await_(x):
    async def go(): await x
    go().send(None)
def class_(x):
    class C(x): pass
def for_(x):
    for i in x: pass
def match_(x):
    match x:
        case X(a, b): pass
        case [a, *b]: pass
        case {"a": 1}: pass
def raise_(x): raise x
def exec_(x): exec("y = 1", {}, x)
def f(*args, **kwargs): pass
'''


def protocols():
    lines = [HELPERS, f"sys.setrecursionlimit({pick([200, 1000, 5000, 10 ** 6])})", "class X(" + pick(["", "int", "str", "list", "dict",
             "tuple", "Exception", "float", "set", "type"]) + "):"]
    for _ in range(1 + roll(6)):
        lines.append(f"    def __{pick(DUNDERS)}__(self, *args):")
        lines.append("        x = " + pick(["self", "self", "self", "X()", "type(self)()", "args[0] if args else self", "[self]", "(self,)"]))
        lines.append("        " + pick(["return ", "", "return ", "y = "]) + pick([one for one in UNARY if "=" not in one or "==" in one
                     or "!=" in one or "end=" in one or "key=" in one]))
    lines.append("for code in " + repr([pick(UNARY) for _ in range(6)]) + ":")
    lines.append("    try: x = X(); exec(code)")
    lines.append("    except BaseException as e: print(type(e).__name__)")
    return "\n".join(lines)


NESTS = ["x = [x]", "x = (x,)", "x = {1: x}", "x = {'k': x}", "x = iter([x])", "x = map(repr, [x])", "x = lambda x=x: x",
         "x = slice(x, x)", "x = Exception(x)", "x = ExceptionGroup('g', [x if isinstance(x, Exception) else ValueError(x)])",
         "x = zip(x) if hasattr(x, '__iter__') else [x]", "x = frozenset([x]) if x.__hash__ else [x]", "x = list[x]", "x = enumerate([x])",
         "x = type('T', (), {'a': x})", "x = classmethod(x)", "x = property(x)", "x = [x, x]", "x = reversed([x])", "x = (i for i in [x])",
         "x = filter(None, [x])", "x = [x].append", "x = memoryview(bytearray(3)) if roll else x", "x = super", "x = range(3)",
         "e = ValueError(1); e.__context__ = x if isinstance(x, BaseException) else None; x = e",
         "e = ValueError(1); e.__cause__ = x if isinstance(x, BaseException) else None; x = e", "x = int | list[x]", "x = staticmethod(x)"]
USES = ["repr(x)", "x == x", "hash(x)", "print(x)", "x < y", "x == y", "str(x)", "del x", "import gc; gc.collect()", "list(x)", "next(x)",
        "raise x", "isinstance(1, x)", "x()", "len(x)", "for i in x: pass", "sorted([x, y])", "x in [y]", "f'{x!r:>10}'", "{x: 1}",
        "import copy; copy.deepcopy(x)", "import marshal; marshal.dumps(x)", "x.__reduce_ex__(2)", "bool(x)", "compile(repr(x), '', 'eval')",
        "eval(repr(x))", "sys.getsizeof(x)", "dir(x)", "tuple(x)", "[*x]", "sum(x, [])", "max(x)", "x | x", "x + x", "x.__eq__(y)"]


def nests():
    kinds = [pick(NESTS) for _ in range(1 + roll(2))]
    lines = [HELPERS, f"sys.setrecursionlimit({pick([1000, 10 ** 6])})", "roll = 0"]
    for name in "xy":
        lines += ["x = " + pick(["[]", "1", "ValueError(0)", "int", "()"]), f"for i in range({pick([1000, 30000, 200000])}):"]
        lines += ["    try:"] + ["        " + kind for kind in kinds] + ["    except BaseException: break"]
        lines.append(f"{'y = x' if name == 'x' else ''}")
    for _ in range(4):
        lines += ["try: " + pick(USES).replace("; ", "\n    pass; ").replace("\n    pass; ", "; ") if "for " not in (use := pick(USES)) else "try: pass",
                  "except BaseException as e: print(type(e).__name__)"]
    lines += ["try: x", "except NameError: pass"]
    return "\n".join(lines)


EXPRESSIONS = ["(" * 150 + ")" * 150, "[" * 250, "-" * 5000 + "1", "not " * 3000 + "1", "1" + "+1" * 20000, "a" + ".b" * 20000, "f" + "()" * 5000,
               "lambda: " * 500 + "1", "1 if 1 else " * 3000 + "1", "x" + "[0]" * 5000, "1" + "**1" * 5000, "[" * 90 + "]" * 90,
               "{" * 90 + "}" * 90, "f'{" * 5 + "}'" * 5, "(yield " * 90 + ")" * 90, "a" + " and a" * 30000, "1" + "<1" * 20000,
               "'a'" * 30000, "x := " * 50 + "1", "[" + "1," * 100000 + "]", "'%s' % (" + "1," * 3000 + ")", "\\x00", "\x00", "0" * 5000, "9" * 5000,
               "1_" * 5000, "await " * 200 + "x", "*" * 200 + "a", "print(" * 300, "if 1:\n" + "".join(" " * n + "if 1:\n" for n in range(1, 120)),
               "def f():\n" + "".join(" " * n + "def f():\n" for n in range(1, 99)) + " " * 99 + "pass", "x = " * 10000 + "1", "a, " * 20000 + "= b",
               "class A:" * 3, "try:\n pass\n" + "finally:\n pass\n" * 3, "@a\n" * 5000 + "def f(): pass", "global x\n" * 5000,
               "for a in b:\n" + "".join(" " * n + "for a in b:\n" for n in range(1, 25)) + " " * 25 + "pass", "\ud800", "\t \tx", "x\\\n" * 500]


def sources():
    lines = ["import sys", f"sys.setrecursionlimit({pick([1000, 100000])})"]
    for _ in range(4):
        lines += [f"try: compile({pick(EXPRESSIONS)!r}, 'f', {pick(['exec', 'eval', 'single'])!r})",
                  "except BaseException as e: print(type(e).__name__, str(e)[:60])"]
    return "\n".join(lines)


MUTATIONS = ["box.clear()", "box.append(1)", "box.pop()", "del box[:]", "box[:] = range(50)", "box.extend(box)", "box.insert(0, self)",
             "box.add(self)", "box.update({n: n for n in range(40)})", "box.discard(1)", "box.remove(1)", "box.setdefault(self, 1)",
             "box.popitem()", "box += [1, 2]", "box.sort()", "box.reverse()", "box.__init__()", "box.clear(); gc.collect()", "gc.collect()",
             "X.__eq__ = None", "X.__hash__ = lambda s: 1", "self.__class__ = Y", "del X.__lt__", "sys.setrecursionlimit(150)", "box = None",
             "raise ValueError", "sys.exc_info()[2]", "sys._getframe(1).clear()", "it.__next__()", "next(it)", "list(it)", "del self.__dict__",
             "X.__bases__ = (Y,)", "box.__class__ = Z", "box.copy()", "box.discard(self)", "box.intersection_update(box)", "it.send(None)",
             "it.close()", "it.throw(ValueError)", "box.__delitem__(0)", "box.__setitem__(0, 1)", "sys._getframe(1).f_locals.clear()"]
DOINGS = ["box.index(X())", "box.remove(X())", "box.count(X())", "X() in box", "box.sort()", "sorted(box)", "box == other", "box < other",
          "max(box)", "min(box)", "repr(box)", "str(box)", "list(box)", "tuple(box)", "set(box)", "dict.fromkeys(box)", "box.extend(X() for i in box)",
          "[x for x in box]", "{x: 1 for x in box}", "for x in box: x == 1", "box[1:3] = X()", "box.update(X())", "box | box", "box & other",
          "box - other", "box ^ other", "box.get(X())", "box[X()] = 1", "box.pop(X())", "del box[X()]", "box.setdefault(X(), X())", "hash(tuple(box))",
          "sum(box)", "any(box)", "all(box)", "zip(box, it)", "list(zip(box, box))", "list(map(X(), box))", "list(filter(X(), box))",
          "box.symmetric_difference_update(other)", "box.issubset(other)", "box.difference(other)", "print(*box)", "'%s' % (box,)",
          "f'{box}'", "a, *b = box", "[*box, *box]", "{**box}", "f(*box)", "f(**box)", "box.copy()", "reversed(box)", "list(enumerate(box))",
          "isinstance(1, box)", "b''.join(box)", "''.join(box)", "bytes(box)", "bytearray(box)", "box * 2", "box += box", "box[X():X()]",
          "divmod(X(), X())", "range(X())", "slice(X()).indices(X())", "next(it)", "list(it)", "it.send(X())", "for x in it: next(it)"]
BOXES = ["[X() for i in range(8)]", "{X() for i in range(8)}", "{X(): X() for i in range(8)}", "tuple(X() for i in range(8))",
         "bytearray(b'abcdefgh')", "Z([X(), X(), 1])", "Q({X(): 1, 2: X()})", "[1, 2, 3, X()]", "{1: X(), 'a': X()}", "frozenset([X(), X(), 3])"]


def mutations():
    lines = [HELPERS, "import gc", "class Y: pass", "class Z(list): pass", "class Q(dict):\n    def __missing__(self, k): box.clear(); return k", "class X(Y):"]
    for name in ("eq", "hash", "lt", "repr", "index", "iter", "next", "len", "call", "del", "bool", "str", "getitem", "length_hint", "add", "radd"):
        if roll(2):
            result = {"hash": "return 1", "eq": "return " + pick(["True", "False", "NotImplemented"]), "lt": "return True", "repr": "return 'x'",
                      "str": "return 'x'", "index": "return 1", "iter": "return iter([1, 2])", "len": "return 3", "bool": "return True",
                      "length_hint": "return 5", "call": "return 1", "getitem": "return args[0] if args[0] < 5 else [][1]"}.get(name, "return self")
            lines += [f"    def __{name}__(self, *args):", "        global box, it", "        n[0] += 1", "        if n[0] > 300: raise KeyError('enough')",
                      "        " + pick(MUTATIONS), "        " + result]
    lines += ["    pass", "n = [0]", "def gen():\n    while 1:\n        x = yield X()\n        list(box); next(it)"]
    for _ in range(3):
        lines += ["n[0] = 0"]
        lines += [f"try: box = {pick(BOXES)}; other = {pick(BOXES)}; it = {pick(['iter(box)', 'gen()', 'zip(box)', 'map(X(), box)', 'enumerate(box)'])}",
                  "except BaseException as e: print(type(e).__name__)"]
        for _ in range(3):
            what = pick(DOINGS)
            lines += ["n[0] = 0", f"try:\n    {what}", "except BaseException as e: print(type(e).__name__)"]
    return "\n".join(lines)


SIZES = ["[0] * N", "'a' * N", "b'a' * N", "(1,) * N", "bytearray(N)", "bytes(N)", "list(range(N))", "1 << N", "-1 << N", "2 ** N",
         "'%*d' % (N, 1)", "f'{1:{N}}'", "'{:{}}'.format(1, N)", "'a'.ljust(N)", "'a'.zfill(N)", "'a'.center(N)", "'\\t'.expandtabs(N)", "b'\\t'.expandtabs(N)",
         "(1).to_bytes(N, 'big')", "range(N)[N // 2]", "len(range(N))", "bytearray(5) * N", "[1].insert(N, 2)", "'ab'.replace('', 'x' * 1000) * N",
         "[[]] * N", "x = [1]; x *= N", "x = bytearray(b'a'); x *= N", "x = bytearray(); x.extend(bytes(1000)); x[N:] = b'1'", "slice(N).indices(N)",
         "format(1.5, f'.{N}f')", "format(1, f'0{N}')", "'%.*f' % (N, 1.5)", "'x'.join(['a' * 1000] * 1000) * N", "int('9' * 4000) ** 500",
         "float(10 ** 308) * 10 ** 400", "round(1.5, N)", "round(15, -N)", "10 ** 4000 // 7", "list(zip(*[[1]] * 1000))", "sum([10 ** 100] * 1000)",
         "memoryview(bytes(10))[N:]", "set(range(100000)) ^ set(range(N % 100000))", "dict.fromkeys(range(N % 1000000))", "str(1 << 13000)",
         "hash(1 << 100000)", "(1 << 100000) // 3", "pow(3, 100000, N)", "'a'[N:-N:N]", "[1, 2][::N]", "x = [1, 2, 3]; x[::N] = [1]",
         "'abc'.find('b', N, -N)", "chr(N)", "bytes([N % 300])", "'a'.encode('utf-8') * N", "print('a' * (N % 1000), file=None)", "sys.intern('a' * (N % 100000))",
         "compile('1', 'f' * (N % 100000), 'eval')", "sys.setrecursionlimit(N)", "sys.set_int_max_str_digits(N)", "int('1' * 5000)", "str(10 ** 5000)"]


def sizes():
    lines = ["import sys"]
    for _ in range(8):
        size = pick([0, 1, -1, 1000, 1 << 20, 1 << 31, (1 << 31) - 1, 1 << 32, 1 << 40, 1 << 60, (1 << 63) - 1, 1 << 63, 1 << 64, 1 << 70, -(1 << 63)])
        code = pick(SIZES)
        if "1000000" in code and size > 1 << 31:
            continue
        lines += [f"N = {size}", "try:", f"    {code}", "except BaseException as e: print(type(e).__name__, str(e)[:50])"]
    return "\n".join(lines)


BREAKS = ["sys.stdout.close()", "sys.stderr.close()", "sys.stdin.close()", "del sys.stdout", "del sys.stderr", "sys.stdout = None", "sys.stderr = None",
          "sys.stdout = 3", "sys.stderr = 3", "sys.modules.clear()", "del sys.modules", "sys.path = 3", "sys.path = None", "sys.meta_path = None",
          "sys.meta_path.clear()", "sys.path_hooks = 5", "sys.path_importer_cache = None", "del sys.excepthook", "sys.excepthook = 3",
          "sys.excepthook = lambda *a: 1 / 0", "sys.excepthook = lambda *a: sys.exit(3)", "sys.unraisablehook = None", "sys.unraisablehook = lambda a: 1 / 0",
          "sys.displayhook = None", "del builtins.__import__", "del builtins.__build_class__", "builtins.__import__ = 3", "builtins.print = None",
          "del builtins.repr", "__builtins__ = 3", "globals().clear()", "builtins.__dict__.clear()", "del sys.argv", "sys.warnoptions = 3",
          "del sys.flags", "sys.setrecursionlimit(60)", "sys.settrace(lambda *a: 1 / 0)", "sys.setprofile(lambda *a: 1 / 0)", "sys.settrace(lambda *a: len)",
          "sys.last_value = 3", "sys.tracebacklimit = -5", "sys.tracebacklimit = 'x'", "sys.tracebacklimit = 1 << 80", "type(sys)('x').__dict__.clear()",
          "sys.__dict__.clear()", "gc.set_threshold(1)", "gc.callbacks.append(lambda *a: 1 / 0)", "gc.callbacks.append(lambda *a: gc.collect())", "sys.breakpointhook = 5",
          "sys.modules['sys'] = None", "sys.modules['builtins'] = 3", "sys.modules['__main__'] = 4", "os_close(1)", "os_close(2)", "os_close(0)",
          "sys.addaudithook(lambda *a: 1 / 0)", "sys.set_asyncgen_hooks(lambda *a: 1 / 0, lambda *a: 1 / 0)", "sys.ps1 = 1", "sys.__stdout__ = None",
          "sys.set_coroutine_origin_tracking_depth(100000)", "sys.setswitchinterval(1e-9)", "sys.stdout.write = None", "sys.stdout.flush = lambda: 1 / 0"]
AFTERS = ["print('x')", "1 / 0", "import math", "import nothing_there", "class C: pass", "raise SystemExit('bye')", "raise SystemExit(3)", "exec('1')",
          "def f(): f()\nf()", "D()", "del d", "x = [D() for i in range(10)]", "raise KeyboardInterrupt", "input()", "sys.stdout.write('x')",
          "import _io", "print(undefined_name)", "gc.collect()", "raise ExceptionGroup('g', [ValueError(1), TypeError(2)])", "async def co(): pass\nco()",
          "eval('1 +')", "assert 0", "open('/nonexistent')", "help", "repr(sys)", "sys.exit([1, 2])", "raise E", "from math import nothing", "raise ValueError from D()",
          "try: 1 / 0\nfinally: [][1]", "gen()", "next(gen())", "g = gen(); next(g); del g", "exec('x' * 10 + ' = (')", "breakpoint()", "vars()", "dir()", "sys._getframe().clear()",
          "lambda: 1\nprint(__builtins__)", "type('T', (D,), {})()", "with D(): 1 / 0", "sys.exc_info()", "sys.setrecursionlimit(10)", "sorted([D(), D()])"]


def breaks():
    lines = ["import sys, builtins, gc", "def os_close(n):\n    import posix\n    posix.close(n)",
             "class E(Exception):\n    def __str__(self): " + pick(["1 / 0", "return 3", "raise SystemExit", "return 'e'"]),
             "class D:\n    def __del__(self): " + pick(["1 / 0", "print('del')", "raise SystemExit", "global d; d = self", "gc.collect()", "import sys", "undefined",
                                                        "raise KeyboardInterrupt", "print(self.x)"]),
             "def gen():\n    try: yield 1\n    finally: " + pick(["1 / 0", "yield 2", "print('fin')", "gc.collect()", "raise SystemExit"]), "d = D()"]
    for _ in range(1 + roll(3)):
        lines += ["try: " + pick(BREAKS), "except BaseException as e: pass"]
    for _ in range(1 + roll(3)):
        after = pick(AFTERS)
        if roll(2):
            lines += ["try:", "    " + after.replace("\n", "\n    "), "except BaseException: pass"]
        else:
            lines.append(after)
    return "\n".join(lines)


FRAMES = ["f.clear()", "f.f_lineno = 3", "f.f_locals", "f.f_trace = 3", "f.f_back.clear()", "g.gi_frame.clear()", "next(g)", "g.send(1)", "g.close()",
          "g.throw(ValueError)", "del g", "gc.collect()", "f.f_trace_opcodes = True", "sys.settrace(t)", "sys.settrace(None)", "g.gi_frame.f_lineno = 2",
          "list(g)", "f.f_locals['x'] = 1", "f.f_globals", "repr(f)", "g.__del__()", "g.gi_code", "f.f_code.replace(co_stacksize=0)", "raise ValueError",
          "return 3", "yield_ = 1", "sys._getframe(1).clear()", "sys._getframe().f_back.f_lineno = 1", "exec('x = 1')", "sys.setprofile(t)", "locals()", "f.f_lineno = -1",
          "f.f_lineno = 10 ** 10", "co.send(None)", "co.close()", "co.throw(KeyError)", "type(co.cr_frame)", "co.cr_frame.clear()", "g.gi_running", "g = gen()",
          "f.f_lineno = f.f_lineno + 1", "f.f_lineno = f.f_lineno - 1", "del f", "f = None", "hold.append(f)", "hold.clear()"]


def frames():
    lines = ["import sys, gc", "hold = []", "n = 0", "def t(f, event, arg):", "    global n, g, co", "    n += 1", "    if n > 2000: sys.settrace(None)"]
    for _ in range(1 + roll(3)):
        lines += [f"    if n % {1 + roll(9)} == 0:", "        try: " + pick(FRAMES).replace("yield_", "z"), "        except Exception: pass"]
    lines += ["    return t", "def gen():", "    global g, co", "    f = sys._getframe()", "    x = 1", "    try:"]
    for _ in range(3):
        lines += ["        try: " + pick(FRAMES), "        except Exception: pass", "        yield x"]
    lines += ["    finally:", "        for i in range(2):", "            try: " + pick([one for one in FRAMES if "return" not in one]), "            except Exception: pass",
              "async def coro():", "    global g, co", "    f = sys._getframe()", "    class A:", "        def __await__(self):", "            yield 1",
              "            " + pick(["co.send(None)", "co.close()", "pass", "gc.collect()"]), "            yield 2", "    async with B(): await A()",
              "class B:", "    async def __aenter__(self): pass", "    async def __aexit__(self, *a): pass", "g = gen(); co = coro()", "def main():", "    global g, co", "    f = sys._getframe()"]
    for _ in range(8):
        lines += ["    try: " + pick(FRAMES), "    except BaseException as e: print(type(e).__name__)"]
    lines += ["try: main()", "except BaseException as e: print(type(e).__name__)", "sys.settrace(None)"]
    return "\n".join(lines)


made = [protocols, nests, sources, mutations, sizes, breaks, frames, mutations, protocols, breaks][seed % 10]()
finish(made)
