"""The interpreter's own machinery turned against it: classes that change under way, finalisers that resurrect, deep chains of
everything, frames, code objects, tracing, namespaces that are no dicts, threads. The argument is the seed."""

from _dice import finish, pick, roll, seed


def guarded(code, indent=""):
    """The code; whatever it raises is told by name."""
    body = "".join(f"{indent}    {line}\n" for line in code.split("\n"))
    return f"{indent}try:\n{body}{indent}except BaseException as e: print(type(e).__name__)"


HEAD = """import sys, gc, builtins, types
n = 0
def enough():
    global n
    n += 1
    if n > 400: raise KeyError("enough")
"""

# Deep chains: each statement makes the thing `x` one level deeper.
CHAINS = {
    "nested": ["x = [x]", "x = (x,)", "x = {1: x}", "x = {(1, x) if i % 2 else 1: x}", "x = [x, x]", "x = frozenset([x])", "x = types.SimpleNamespace(a=x)",
               "x = types.MappingProxyType({1: x})", "x = slice(x)", "x = (x, [])", "x = {'k': [x]}"],
    "iterators": ["x = iter(x)", "x = map(str, x)", "x = filter(None, x)", "x = zip(x)", "x = enumerate(x)", "x = (i for i in x)", "x = reversed([x])",
                  "x = itertools.chain(x)", "x = itertools.islice(x, 3)", "x = itertools.tee(x)[0]", "x = itertools.cycle(x)", "x = itertools.starmap(f, x)",
                  "x = itertools.accumulate(x)", "x = itertools.takewhile(bool, x)", "x = itertools.groupby(x)", "x = itertools.chain.from_iterable([x])",
                  "x = itertools.chain.from_iterable(iter(lambda: x, 0))", "x = zip(iter(lambda: x, 0), x)"],
    "calls": ["x = functools.partial(x)", "x = functools.partial(f, x)", "x = types.MethodType(f, x)", "x = types.MethodType(x, 1)", "x = staticmethod(x)",
              "x = classmethod(x)", "x = property(x)", "x = x.__call__", "x = functools.lru_cache(x)", "x = Caller(x)", "x = lambda x=x: x()",
              "x = (lambda y: lambda: y())(x)", "x = operator.methodcaller('x', x)", "x = Caller(x).__call__"],
    "errors": ["e = ValueError(x); e.__context__ = x; x = e", "e = ValueError(); e.__cause__ = x; x = e", "x = ExceptionGroup('g', [x])",
               "x = ExceptionGroup('g', [x, ValueError(1)])", "e = KeyError(x); e.__cause__ = x; x = e", "x = ValueError(x)", "x.add_note('n'); x = TypeError(x)",
               "x = ImportError(x, name=x)", "x = OSError(1, x)", "x = SystemExit(x)", "x = UnicodeDecodeError('a', b'b', 0, 1, str(i))", "x = StopIteration(x)"],
    "types": ["x = type('T', (x,), {})", "x = list[x]", "x = x | None if i % 3 else list[x]", "x = type('T', (x,), {'__slots__': ()})", "x = tuple[x, ...]",
              "x = type('T', (x,), {'__getattr__': f})", "x = dict[str, x]", "x = type(x)('U', (x,), {})", "x = (x,)"],
    "proxies": ["x = weakref.proxy(K(x))", "k = K(x); keep.append(k); x = weakref.proxy(k)", "k = K(x); keep.append(k); x = weakref.ref(k)", "x = K(x)", "x = super(K, K(x))",
                "k = K(x); keep.append(k); x = weakref.proxy(k, f)"],
    "classes": ["x = type('C', (), {'p': property(lambda s, x=x: x.p)})()", "x = type('C', (), {'__getattr__': lambda s, n, x=x: getattr(x, n)})()",
                "x = type('C', (), {'__eq__': lambda s, o, x=x: x == o, '__hash__': lambda s: 1})()", "x = type('C', (), {'__repr__': lambda s, x=x: repr(x)})()",
                "x = type('C', (), {'__iter__': lambda s, x=x: iter(x)})()", "x = type('C', (), {'__call__': lambda s, *a, x=x: x(*a)})()",
                "x = type('C', (), {'__index__': lambda s, x=x: operator.index(x)})()", "x = type('C', (), {'__hash__': lambda s, x=x: hash(x)})()",
                "x = type('C', (), {'__len__': lambda s, x=x: len(x)})()", "x = type('C', (), {'__bool__': lambda s, x=x: bool(x)})()",
                "x = type('C', (), {'__getitem__': lambda s, k, x=x: x[k]})()", "x = type('C', (), {'__contains__': lambda s, k, x=x: k in x})()",
                "x = type('C', (), {'__add__': lambda s, k, x=x: x + k})()", "x = type('C', (), {'__lt__': lambda s, k, x=x: x < k})()",
                "x = type('C', (), {'__format__': lambda s, k, x=x: format(x, k)})()", "x = type('C', (), {'__str__': lambda s, x=x: str(x)})()",
                "x = type('C', (), {'__enter__': lambda s, x=x: x.__enter__(), '__exit__': lambda s, *a: 0})()", "x = type('C', (), {'__next__': lambda s, x=x: next(x)})()",
                "x = type('C', (), {'__float__': lambda s, x=x: float(x)})()", "x = type('C', (), {'__get__': lambda s, *a, x=x: x.__get__(*a)})()",
                "x = type('C', (), {'__reduce_ex__': lambda s, p, x=x: x.__reduce_ex__(p)})()", "x = type('C', (), {'__await__': lambda s, x=x: x.__await__()})()",
                "x = type('M', (type,), {'__instancecheck__': lambda c, o, x=x: isinstance(o, x)})('N', (), {})", "x = type('C', (), {'__dir__': lambda s, x=x: dir(x)})()"],
    "generators": ["x = gen(x)", "x = (y for y in x)", "x = agen(x)", "x = coro(x)", "g = gen(x); next(g, None); x = g"],
}
DEEP_USES = ["repr(x)", "x == y", "hash(x)", "str(x)", "list(x)", "x()", "x.p", "isinstance(1, x)", "issubclass(int, x)", "raise x", "x.q", "iter(x)", "next(x)", "x < y", "x != y", "bool(x)", "len(x)",
             "del x", "del x, y", "x = y = None", "gc.collect()", "x.__reduce_ex__(2)", "copy(x)", "sorted([x, y])", "{x: 1}", "x in [y]", "x + 1", "operator.index(x)", "float(x)", "x[0]", "1 in x", "format(x)",
             "f'{x!r:>3}'", "marshal.dumps(x)", "x.split(ValueError)", "x.derive([x])", "x.subgroup(lambda e: True)", "traceback_print(x)", "dir(x)", "vars(x)", "x.__mro__", "x.mro()", "type(x)(x)",
             "class D(x): pass", "x.__subclasses__()", "x.send(None)", "x.close()", "x.throw(ValueError)", "x.asend(None).send(None)", "await_(x)", "for i in x: pass", "with x: pass", "x.__doc__", "x.__parameters__",
             "x[int]", "x.__call__()", "x.__get__(1, int)", "print(x, file=Null())", "sys.getsizeof(x)", "gc.get_referents(x)", "gc.get_referrers(x)", "pickle_like(x)", "x.with_traceback(None)", "match_(x)", "exec(x)", "compile(x, '', 'exec')",
             "isinstance(x, (x,))", "issubclass(x, (x, (x,)))", "isinstance(1, nest(x))", "max(x, y)", "sum([x, y], x)", "x.__class__ = x", "x.__dict__.update(x=x)", "abs(x)", "divmod(x, x)", "round(x)", "reversed(x)", "bytes(x)", "complex(x)"]
DEEP_HEAD = """import itertools, functools, operator, weakref, marshal
keep = []
class K:
    def __init__(self, x): self.x = x
    def __getattr__(self, name): return getattr(self.x, name)
    def __eq__(self, other): return self.x == other
    def __hash__(self): return 1
class Caller:
    def __init__(self, f): self.f = f
    def __call__(self, *a): return self.f(*a)
class Null:
    def write(self, text): pass
def f(*a, **k): return a[0] if a else 1
def gen(x):
    try: yield from x
    except GeneratorExit: yield 1
async def coro(x): return await x
async def agen(x):
    async for i in x: yield i
def await_(x):
    async def go(): await x
    go().send(None)
def copy(x):
    r = x.__reduce_ex__(4)
    return r[0](*r[1])
def pickle_like(x, depth=0):
    for part in x.__reduce_ex__(2)[1:]:
        if part is not None: pickle_like(part, depth + 1)
def nest(x):
    for i in range(100000): x = (x,)
    return x
def match_(x):
    match x:
        case [[[a]]] | {1: {1: a}} | K(x=a): pass
def traceback_print(x):
    old, sys.stderr = sys.stderr, Null()
    try: sys.excepthook(type(x), x, None)
    finally: sys.stderr = old
"""


def deep():
    lines = [HEAD, DEEP_HEAD, f"sys.setrecursionlimit({pick([1000, 10 ** 6, 10 ** 6])})", "x = y = 1"]
    kind = pick(list(CHAINS))
    steps = [pick(CHAINS[kind]) for _ in range(1 + roll(2))]
    if roll(5) == 0:
        steps.append(pick(CHAINS[pick(list(CHAINS))]))
    start = {"nested": "[]", "iterators": "[1]", "calls": "f", "errors": "ValueError(0)", "types": "object", "proxies": "K(1)", "generators": "iter([1])",
             "classes": pick(["[1]", "1", "int", "K(1)"])}[kind]
    for name in "yx":
        lines += ["x = " + start, f"for i in range({pick([500, 5000, 20000, 20000] if kind in ('types', 'classes') else [1000, 50000, 1000000] if kind == 'iterators' else [1000, 50000, 100000])}):", "    try:"]
        lines += ["        " + step for step in steps] + ["    except BaseException as e: print(type(e).__name__); break"]
        if name == "y":
            lines.append("y = x")
    for _ in range(4):
        lines.append(guarded(pick(DEEP_USES)))
    return "\n".join(lines)


# Calls that go on through themselves, with a limit that does not help.
RECURSIONS = ["def __repr__(self): return repr(self)", "def __eq__(self, o): return self == o", "def __hash__(self): return hash(self)", "def __getattr__(self, n): return getattr(self, n + 'x'[:1] if 0 else n)",
              "def __getattribute__(self, n): return getattr(self, n)", "def __call__(self, *a): return self(*a)", "def __iter__(self): return iter(self)", "def __next__(self): return next(self)",
              "def __index__(self): return [1, 2][self]", "def __len__(self): return len(self)", "def __bool__(self): return bool(self)", "def __getitem__(self, k): return self[k]", "def __contains__(self, k): return k in self",
              "def __add__(self, o): return self + o", "def __radd__(self, o): return o + self", "def __lt__(self, o): return self < o", "def __format__(self, s): return format(self, s)", "def __str__(self): return str(self)",
              "def __setattr__(self, n, v): setattr(self, n, v)", "def __delattr__(self, n): delattr(self, n)", "def __enter__(self):\n        with self: pass", "def __exit__(self, *a): 1 / 0", "def __del__(self): enough(); type(self)()",
              "def __reduce_ex__(self, p): return self.__reduce_ex__(p)", "def __instancecheck__(self, o): return isinstance(o, self)", "def __subclasscheck__(self, o): return issubclass(o, self)",
              "def __class_getitem__(cls, k): return cls[k]", "def __init_subclass__(cls): type('S', (cls,), {})", "def __set_name__(self, o, n): type('S', (), {'a': self})", "def __mro_entries__(self, b):\n        class C(self): pass\n        return ()",
              "def __get__(self, *a): return self.__get__(*a)", "def __missing__(self, k): return self[k]", "def __length_hint__(self): return len(list(self))", "def __bytes__(self): return bytes(self)", "def __int__(self): return int(self)",
              "def __complex__(self): return complex(self)", "def __fspath__(self): return open(self)", "def __dir__(self): return dir(self)", "def __sizeof__(self): return sys.getsizeof(self)", "def __await__(self): return self.__await__()",
              "def __new__(cls, *a): return cls(*a)", "def __init__(self, *a): self.__init__(*a)", "@property\n    def p(self): return self.p", "def __neg__(self): return -self", "def __pow__(self, *a): return pow(self, *a)", "def __matmul__(self, o): return self @ o",
              "def __iadd__(self, o):\n        self += o", "def __imul__(self, o): return self * o", "def __reversed__(self): return reversed(self)", "def __round__(self, *a): return round(self)", "def __divmod__(self, o): return divmod(self, o)"]
RECURSION_USES = ["repr(x)", "x == 1", "hash(x)", "x.a", "x()", "iter(x)", "next(x)", "[1][x]", "len(x)", "bool(x)", "x[0]", "1 in x", "x + 1", "1 + x", "x < 1", "format(x)", "str(x)", "x.a = 1", "del x.a", "with x: pass", "x.__reduce_ex__(2)", "isinstance(1, x)",
                  "issubclass(int, x)", "X[0]", "class D(X): pass", "class D:\n    a = x", "class D(x): pass", "X.y", "list(x)", "bytes(x)", "int(x)", "complex(x)", "open(x)", "dir(x)", "sys.getsizeof(x)", "X()", "x.p", "-x", "x ** 1", "x @ x", "x += 1", "x *= 2", "f'{x}'", "print(x)",
                  "reversed(x)", "round(x)", "divmod(x, 1)", "sorted([x, x])", "max([x, x])", "{x: 1}", "[x].index(1)", "[x].count(x)", "x in [1]", "'%s' % x", "'%d' % x", "sum([x, x])", "range(x)", "del x", "dict(x)", "tuple(x)", "any([x])", "a, b = x", "f(*x)", "f(**x)", "raise x", "del X"]


def recursion():
    lines = [HEAD, "def f(*a, **k): pass", f"sys.setrecursionlimit({pick([300, 10 ** 6, 10 ** 6])})", f"class Meta(type):\n    {pick(RECURSIONS)}",
             "class X(" + pick(["", "metaclass=Meta", "int", "str", "list", "dict", "Exception", "float", "set", "tuple", "type", "int, metaclass=Meta"]) + "):"]
    lines += ["    " + pick(RECURSIONS) for _ in range(1 + roll(5))]
    lines += ["    pass", guarded("x = " + pick(["X()", "X()", "X", "X.__new__(X)", "object.__new__(X)", "X('a', (), {})"]))]
    for _ in range(5):
        lines.append(guarded(pick(RECURSION_USES)))
    return "\n".join(lines)


# What a class body, an instance or a type may be made to be while in use.
CLASS_CHANGES = ["X.__bases__ = (Y,)", "X.__bases__ = (object,)", "X.__bases__ = (X,)", "Y.__bases__ = (X,)", "X.__bases__ = ()", "X.__bases__ = (int,)", "del X.__init__", "X.__mro__ = ()", "X.__class__ = M", "M.mro = lambda c: [c, object]",
                 "M.mro = lambda c: []", "M.mro = lambda c: 3", "M.mro = lambda c: [1]", "M.mro = lambda c: [int, c, object]", "M.mro = lambda c: (type.mro(c), setattr(c, '__bases__', (Y,)))[0]", "x.__class__ = Y", "x.__class__ = Z",
                 "x.__class__ = int", "X.__slots__ = ('q',)", "x.__dict__ = {'a': 1}", "x.__dict__ = Q(a=1)", "del x.__dict__", "X.__dict__['__dict__'].__set__(x, {})", "X.__name__ = 'a\\0b'", "X.__name__ = 3", "X.__qualname__ = None",
                 "X.__module__ = 3", "del X.__module__", "X.__doc__ = X", "X.__abstractmethods__ = 3", "X.__abstractmethods__ = ['f']", "del X.__abstractmethods__", "X.__annotations__ = 3", "del X.__annotations__", "X.__getattribute__ = 3",
                 "X.__getattribute__ = lambda s, n: 1 / 0", "X.__getattr__ = X", "X.__call__ = x", "X.__call__ = None", "X.__del__ = 3", "X.__del__ = lambda s: (enough(), hold.append(s))", "X.__hash__ = None", "X.__eq__ = 3", "X.__len__ = lambda s: -5",
                 "X.__len__ = lambda s: 1 << 70", "X.__iter__ = None", "X.__next__ = x", "X.__index__ = lambda s: 'a'", "X.__int__ = lambda s: True", "X.__repr__ = lambda s: 3", "X.__str__ = None", "X.__new__ = 3", "X.__new__ = lambda *a: 5", "X.__init__ = lambda *a: 5",
                 "X.__set_name__ = 3", "X.__init_subclass__ = 3", "X.__class_getitem__ = x", "X.__get__ = lambda *a: a[0]", "X.__set__ = None", "Y.a = x", "X.a = property(X)", "X.a = classmethod(x)", "X.b = x.b", "setattr(X, 'a' * 1000, 1)",
                 "type.__setattr__(X, '__x', 1)", "X.__weakref__ = 3", "object.__setattr__(x, '__class__', Y)", "type.__init__(X, 'X', (Y,), {})", "type.__call__(X)", "x.__init__()", "x.__reduce__()", "X.__basicsize__ = 3", "del Y", "M.__call__ = lambda *a: x",
                 "M.__instancecheck__ = lambda *a: 1 / 0", "M.__subclasscheck__ = lambda c, o: issubclass(o, c)", "M.__prepare__ = lambda *a: []", "X.__dict__.update(a=1)", "gc.get_referents(X.__dict__)[0].clear()", "gc.get_referents(X.__dict__)[0]['f'] = 1",
                 "x.__dict__.update({i: i for i in range(50)})", "x.__dict__[3] = 1", "x.__dict__.clear()", "for i in range(100): setattr(x, f'a{i}', i)", "for i in range(40): delattr(x, f'a{i}')", "X.f = X.g", "del X.f", "X.f = 3", "globals()['X'] = Y"]
CLASS_USES = ["X()", "x.f()", "x.a", "X.f(x)", "isinstance(x, X)", "repr(x)", "str(x)", "hash(x)", "x == x", "len(x)", "list(x)", "x()", "class D(X): pass", "class D(X, Y): pass", "class D(x): pass", "class D(Y, X): pass", "x.f", "[x.f() for i in range(60)]",
              "for i in range(60): x.a = i", "for i in range(60): x.a", "for i in range(60): X()", "for i in range(60): len(x)", "for i in range(60): x[i]", "for i in range(60): f(x)", "x + x", "del x.a", "X.__subclasses__()", "X.mro()", "super(X, x).f()", "dir(x)", "vars(x)", "type(x).__mro__", "int(x)",
              "M('N', (X,), {})", "type('N', (X, Y), {})", "type('N', (), {'a': x})", "X[1]", "x.__sizeof__()", "gc.collect()", "with x: pass", "match x:\n    case X(a=1): pass\n    case Y(): pass", "try: raise ValueError\nexcept X: pass", "raise x", "raise X", "X.__bases__", "help_(X)",
              "x.__class__", "copy(x)", "sys.getsizeof(X)", "del x", "X = x = None; gc.collect()", "for c in gc.get_objects()[-100:]: type(c)", "super(Y, x).__init__()", "x.__init__()", "object.__new__(X)", "int.__new__(X)", "Y.__new__(X)"]


def classes():
    base = pick(["", "Y", "Y", "int", "list", "dict", "Exception", "Y, metaclass=M", "metaclass=M", "int, metaclass=M", "tuple", "str"])
    lines = [HEAD, "hold = []", "class M(type):", "    def mro(cls): enough(); " + pick(["return type.mro(cls)", "return type.mro(cls)", "return [cls, object]", "cls.x = 1; return type.mro(cls)", "hold.append(cls); return type.mro(cls)", "return [cls] * 3",
             "return [cls, cls.__mro__ or 1]", "del cls.f; return type.mro(cls)", "raise ValueError"]), "class Y:\n    def f(self): return 1", "class Z:\n    __slots__ = ('a', 'b')", "class Q(dict):\n    def __setitem__(self, k, v): enough(); " + pick(CLASS_CHANGES[:40]),
             "def f(x): return x.f()", "def copy(x): return x.__reduce_ex__(2)", "def help_(x): return {n: getattr(x, n, None) for n in dir(x)}", guarded(f"class X({base}):\n    a = 1\n    def f(self): enough(); return self.a\n    def g(self): return {pick(['super().f()', '__class__', 'self.f()', 'super()'])}\n"
             + f"    def __{pick(['len', 'eq', 'hash', 'getattr', 'index', 'repr', 'iter', 'del', 'getitem', 'add', 'call', 'setattr', 'bool'])}__(self, *a):\n        enough()\n        {pick(CLASS_CHANGES)}\n        return {pick(['1', 'self', 'None', 'NotImplemented', 'hold'])}"), guarded("x = X()")]
    for _ in range(12):
        lines.append(guarded(pick(CLASS_CHANGES) if roll(2) else pick(CLASS_USES)))
    return "\n".join(lines)


# What happens when objects die.
DEATHS = ["hold.append(self)", "global d; d = self", "hold.clear()", "gc.collect()", "1 / 0", "raise SystemExit", "del self.me", "self.me = self", "D()", "D(self)", "box.append(self)", "box.clear()", "box.pop()", "other.update(box)", "w()", "sys.exc_info()", "sys._getframe(1).f_locals",
          "self.__class__ = E", "self.__dict__.clear()", "weakref.ref(self, call)", "weakref.ref(self)()", "hold.append(weakref.ref(self, call))", "sys.settrace(t)", "next(g)", "g.close()", "g.send(self)", "g.throw(ValueError)", "hold.append(sys._getframe())", "exec('x = 1')", "import math",
          "print(self)", "gc.get_objects()", "gc.get_referrers(self)", "gc.disable()", "gc.enable()", "gc.freeze()", "gc.unfreeze()", "gc.set_threshold(1)", "gc.callbacks.append(lambda *a: 1 / 0)", "sys.setrecursionlimit(60)", "sys.unraisablehook = None", "sys.unraisablehook = hook", "raise self.me", "type(self).__del__ = call",
          "del type(self).__del__", "for i in range(100): D()", "raise KeyboardInterrupt", "[[]] * 1000", "sys.stdout.flush()", "raise ValueError(self)", "self.x.y.z", "hold.append(D())", "hold.extend([self] * 3)"]
KILLS = ["del d", "d = None", "d = D()", "x = D(); x.me = x; del x; gc.collect()", "a = D(); b = D(a); a.me = b; del a, b; gc.collect()", "[D() for i in range(30)]", "hold.clear()", "box.clear()", "box[:] = []", "gc.collect()", "{D(): D() for i in range(9)}", "(D(), D(), 1 / 0)", "sorted([D() for i in range(5)])",
         "g = gen(); next(g); del g", "g = gen(); next(g); g.close()", "def f(x=D()): pass\ndel f", "class C(D): pass\nC(); del C; gc.collect()", "w = weakref.ref(D(), call)", "x = D(); w = weakref.ref(x, call); w2 = weakref.proxy(x, call); del x", "other.clear()", "other = dict.fromkeys([D() for i in range(5)])",
         "box += [D() for i in range(10)]; del box[2:7]", "box[0:3] = [D()]", "box[::2] = [D()] * len(box[::2])", "box.sort()", "other[1] = D(); other[1] = 1", "other.update({1: D()}); other.pop(1)", "raise E(D())", "try: raise E(D())\nexcept E as e: hold.append(e)\ndel e", "x = iter([D()]); next(x); del x",
         "x = (D() for i in range(3)); next(x); del x", "x = map(D, range(3)); next(x); list(x)", "ws = weakref.WeakValueDictionary() if hasattr(weakref, 'WeakValueDictionary') else {}\nws[1] = D()", "for i in range(3): d = D()", "x = D(); x.__dict__ = {'me': x}; del x; gc.collect()", "x = [D()]; x.append(x); del x; gc.collect(0)",
         "exec('x = D()', {'D': D})", "exec('class A: x = D()', globals().copy())", "async def c():\n    d = D()\n    await c()\nc().close()", "ag = agen(); ag.asend(None).send(None); del ag; gc.collect()", "x = set(); x.add(D()); x.pop()", "sys.exc_info(); del hold[:]", "locals()['d'] = D()", "gc.collect(); gc.collect(1)", "z = [D() for i in range(1000)]; del z"]


def deaths():
    lines = [HEAD, "import _weakref, weakref", "hold = []; box = []; other = {}; d = g = w = None", "def t(*a): return t", "def hook(a): hold.append(a)", "def call(*a):\n    global d, g\n    self = a[0]\n    enough()\n    " + pick(DEATHS),
             "class E(Exception):\n    me = None", "class D" + pick(["", "", "(list)", "(dict)", "(Exception)"]) + ":", "    me = None", "    def __init__(self, *a): self.me = a[0] if a else None", "    def __del__(self):", "        global d, g, n, w", "        n += 1", "        if n > 300: return", "        " + pick(DEATHS), "        " + pick(DEATHS)]
    if roll(2):
        lines += [f"    def __{pick(['eq', 'hash', 'lt', 'repr'])}__(self, *a):", "        global d, g", "        enough()", "        " + pick(DEATHS), "        return 1"]
    lines += ["def gen():", "    global d, g", "    x = D()", "    try: yield x; yield 2", "    except GeneratorExit: " + pick(["pass", "yield 3", "raise ValueError", "gc.collect()", "next(g)", "g.close()"]), "    finally: " + pick(["pass", "yield 4", "x = None", "del x", "1 / 0", "g.close()", "return"]),
              "async def agen():", "    x = D()", "    try: yield x", "    finally: " + pick(["pass", "await x", "x = None", "yield 1", "1 / 0"])]
    if roll(3) == 0:
        lines.append(f"gc.callbacks.append(lambda *a: {pick(['1 / 0', 'gc.collect()', 'hold.append(D())', 'hold.clear()', 'sys.exit()', 'gc.callbacks.clear()'])})")
    if roll(3) == 0:
        lines.append(f"gc.set_threshold({pick(['1', '2', '1, 1, 1', '0', '700, 1, 1'])})")
    for _ in range(10):
        lines.append(guarded(pick(KILLS)))
    return "\n".join(lines)


# Namespaces, built-in functions and modules that are not what they should be.
SPACES = ["{}", "{'__builtins__': {}}", "{'__builtins__': None}", "{'__builtins__': 3}", "{'__builtins__': NS()}", "{'__builtins__': [1]}", "{'__builtins__': types.ModuleType('m')}", "{'__builtins__': {'__build_class__': 3}}", "{'__builtins__': {'__import__': print}}", "{'__builtins__': {'__import__': lambda *a: 1 / 0}}",
          "{'__builtins__': {'print': print}}", "NS()", "NS(a=1)", "types.MappingProxyType({})", "[]", "None", "3", "{'__builtins__': builtins, '__name__': 3}", "{'__name__': None, '__package__': 3}", "{'__package__': 'a.b.c', '__name__': 'x'}", "{'__spec__': 3, '__package__': 'a'}", "Mapping()", "globals()", "dict.fromkeys('abc', 1)",
          "{1: 2, (): 3}", "{'__loader__': 3, '__spec__': None}", "{'__path__': 3, '__name__': 'q'}", "{'__debug__': 0}", "{'__annotations__': 3}"]
CODES = ["1", "a", "a = 1", "del a", "print(1)", "class C: pass", "class C(metaclass=a): x = 1", "import math", "from math import pi", "from . import x", "from .. import y", "from math import *", "def f(): return a\nf()", "[a for b in range(3)]", "lambda: a", "global a; a = 1", "a: int = 3", "x: y = 1", "try: z\nexcept Q: pass", "assert a", "with a: pass",
         "raise a", "exec('a')", "eval('a', {})", "locals()", "globals()", "vars()", "dir()", "__builtins__", "__name__", "super()", "@a\ndef f(): pass", "for a in a: pass", "match a:\n case 1: pass\n case [x]: pass", "import a.b.c as d", "class A:\n def f(s): return super().f()\nA().f()", "1 / 0", "yield_ = [i for i in (j for j in range(3))]",
         "__import__('math')", "__build_class__(lambda: 1, 'x')", "exec('exec(\"b = 1\")')", "async def f(): await a\nf().close()", "def f(a=a): pass", "breakpoint()", "help", "a.b = 1", "a[b] = 1", "nonexistent", "print(*a)", "type('A', (), locals())", "__annotations__['x'] = 1"]


def spaces():
    lines = [HEAD, "class NS(dict):", f"    def __missing__(self, k): enough(); {pick(['raise KeyError(k)', 'return 1', 'return k', 'self.clear(); return 2', 'raise ValueError', 'raise NameError', 'return self'])}",
             f"    def __getitem__(self, k): enough(); {pick(['return dict.__getitem__(self, k)', 'return dict.__getitem__(self, k)', 'raise KeyError', '1 / 0', 'return self.__missing__(k)'])}",
             f"    def __setitem__(self, k, v): enough(); {pick(['dict.__setitem__(self, k, v)', 'self.clear()', '1 / 0', 'pass', 'dict.__setitem__(self, v if isinstance(v, str) else k, v)'])}",
             "class Mapping:", "    def __getitem__(self, k): enough(); raise KeyError(k)", "    def __setitem__(self, k, v): " + pick(["pass", "1 / 0", "global Mapping; Mapping = None"]), "    def __delitem__(self, k): pass", "    def keys(self): return " + pick(["[]", "3", "[1, 2]", "self"])]
    for _ in range(8):
        code, space = pick(CODES), pick(SPACES)
        call = pick([f"exec({code!r}, {space})", f"exec({code!r}, {space}, {pick(SPACES)})", f"eval({code!r}, {space})", f"exec(compile({code!r}, '', 'exec'), {space}, {pick(SPACES)})",
                     f"types.FunctionType(compile({code!r}, '', 'exec'), {space})()", f"s = {space}; exec({code!r}, s); exec({pick(CODES)!r}, s)", f"m = types.ModuleType('m'); m.__dict__.update({space}); exec({code!r}, m.__dict__); m.a; m.__dict__.clear(); exec({code!r}, m.__dict__)"])
        lines.append(guarded(call))
        if roll(6) == 0:
            lines.append(guarded(pick(["del builtins.__build_class__", "builtins.__build_class__ = 3", "builtins.__import__ = None", "builtins.__import__ = lambda *a, **k: None", "del builtins.__import__", "builtins.print = 3", "del builtins.len", "builtins.__debug__ = 3", "builtins.KeyError = 3", "del builtins.Exception",
                                       "sys.modules = 3", "sys.modules['math'] = None", "sys.modules['builtins'] = 3", "del sys.modules['builtins']", "sys.meta_path = 3", "sys.meta_path[:] = [3]", "sys.path = [3, None, 'x' * 5000]", "sys.path_hooks[:] = [print]", "sys.meta_path.insert(0, NS())", "sys.meta_path.insert(0, type('F', (), {'find_spec': lambda *a: 3})())",
                                       "sys.meta_path.insert(0, type('F', (), {'find_spec': lambda *a: 1 / 0})())", "del sys.meta_path", "del sys.path", "sys.path_importer_cache = {}", "sys.dont_write_bytecode = 3", "del sys.flags", "sys.flags = 3", "sys.warnoptions = None"])))
    return "\n".join(lines)


# Code objects with other fields. What changes the stack, the bytecode or the numbers of variables is left out: CPython believes it.
FIELDS = ["co_name='x'", "co_qualname='y'", "co_filename='/nowhere'", "co_filename='\\ud800'", "co_firstlineno=0", "co_firstlineno=-5", "co_firstlineno=(1 << 31) - 1", "co_linetable=b''", "co_linetable=b'\\xff' * 5", "co_linetable=bytes(range(256))", "co_linetable=b'\\x80'", "co_linetable=b'\\xf0\\x7f\\x7f\\x7f\\x7f\\x7f\\x7f\\x7f'",
          "co_exceptiontable=b''", "co_consts=c.co_consts + (1,)", "co_names=c.co_names + ('z',)", "co_name=3", "co_firstlineno='a'", "co_linetable=3", "co_flags=-1 & 0x7fffffff if 0 else c.co_flags | 0x40", "co_consts=3", "co_varnames=3", "co_argcount=-1", "co_stacksize=-1", "co_nlocals=-1", "co_argcount=1 << 40", "co_code=3", "co_code=b'a'", "co_names=(1, 2)",
          "co_freevars=('a', 'b', 'c')", "co_stacksize=c.co_stacksize + 100000", "co_stacksize=(1 << 31) - 1", "co_kwonlyargcount=99", "co_posonlyargcount=50", "co_filename=None", "co_qualname=b'x'", "co_exceptiontable='x'", "co_nlocals=1000", "co_argcount=1000", "co_varnames=('a',) * 3000", "co_flags=c.co_flags | 0x20000000"]
FRAME_TRICKS = ["fr.clear()", "fr.f_locals.clear()", "fr.f_locals['a'] = 1", "fr.f_locals.update(globals())", "fr.f_lineno", "fr.f_lineno = 1", "fr.f_trace = t", "fr.f_trace_lines = 3", "fr.f_trace_opcodes = True", "fr.f_back", "fr.f_back.clear()", "repr(fr)", "del fr.f_trace", "fr.f_lasti", "fr.f_code.co_positions()", "list(fr.f_code.co_lines())",
                "fr.f_globals.clear() if 0 else 1", "fr.f_builtins", "hold.append(fr)", "hold.clear()", "fr = fr.f_back or fr", "fr = sys._getframe()", "g.gi_frame.clear()", "g.gi_frame.f_lineno = 2", "next(g)", "g.send(fr)", "g.throw(ValueError)", "g.close()", "g.gi_yieldfrom", "g = gen()", "del g", "gc.collect()", "sys.settrace(t)", "sys.settrace(None)", "sys.setprofile(t)",
                "sys.setprofile(None)", "locals()['x'] = 3", "locals().clear()", "exec('x = 3')", "sys._getframe(1).f_locals['y'] = 2", "sys._getframe(1).f_lineno = 3", "sys._getframe(50)", "ft(1)", "f.__code__ = gen.__code__", "f.__code__ = f.__code__.replace(co_name='q')", "f.__code__ = t.__code__", "f.__defaults__ = (1,) * 50", "f.__kwdefaults__ = {1: 2}", "f.__closure__", "del f.__defaults__",
                "raise ValueError", "try: raise ValueError\nexcept ValueError as e: hold.append(e.__traceback__.tb_frame); e.__traceback__.tb_next = e.__traceback__", "e = ValueError(); e.__traceback__ = types.TracebackType(None, fr, 1 << 30, -5); raise e", "types.TracebackType(None, fr, -1, 0).tb_lasti", "e = ValueError(); e.__traceback__ = types.TracebackType(None, fr, 7, 3); sys.excepthook(ValueError, e, e.__traceback__)",
                "gen.__code__ = f.__code__", "next(g); gen.__code__ = f.__code__; next(g)", "types.CellType().cell_contents", "c0 = types.CellType(1); del c0.cell_contents; c0.cell_contents", "types.FunctionType(f.__code__, globals(), 'x', (1,), (types.CellType(),))()", "types.FunctionType(closure().__code__, globals(), 'x', None, (types.CellType(),))()", "types.FunctionType(closure().__code__, {}, closure=closure().__closure__)()",
                "k = closure(); k.__closure__[0].cell_contents = k; k()", "k = closure(); del k.__closure__[0].cell_contents; k()", "exec(closure().__code__)", "exec(closure().__code__, closure=(types.CellType(3),))", "exec(gen.__code__)", "exec(f.__code__)", "eval(t.__code__)"]


def frames():
    lines = [HEAD, "hold = []; fr = sys._getframe(); m = 0", "def t(fr, event, arg):", "    global g, m, f", "    m += 1", "    if m > 1500: sys.settrace(None); sys.setprofile(None); return"]
    for _ in range(roll(4)):
        lines += [f"    if m % {1 + roll(11)} == 0:", "        try: " + pick([trick for trick in FRAME_TRICKS if "\n" not in trick]), "        except " + pick(["BaseException", "TypeError", "ValueError"]) + ": pass"]
    lines += ["    return " + pick(["t", "t", "None", "3", "len", "hold.append"]), "def f(a=1, *b, c=2, **d):", "    global fr, g", "    x = [i for i in range(3)]", "    fr = sys._getframe()"]
    for _ in range(3):
        lines.append(guarded(pick([trick for trick in FRAME_TRICKS if "f.__code__" not in trick]), "    "))
    lines += ["    return a", "def ft(k):", "    if k < 50: return ft(k + 1)", "    fr = sys._getframe(k // 2)", "    " + pick(["fr.clear()", "fr.f_locals", "fr.f_lineno = 1", "return fr", "hold.append(fr)"]), "def closure():", "    y = 1", "    def inner(): return y", "    return inner", "def gen():", "    global g, fr, f", "    fr = sys._getframe()", "    x = 1", "    try:"]
    for _ in range(2):
        lines += [guarded(pick([trick for trick in FRAME_TRICKS if "global" not in trick]), "        "), "        yield x"]
    lines += ["    finally:", guarded(pick(FRAME_TRICKS), "        "), "g = gen()"]
    for _ in range(3):
        fields = ", ".join({field.split("=")[0]: field for field in (pick(FIELDS) for _ in range(1 + roll(2)))}.values())
        lines.append(guarded(f"c = {pick(['f', 'gen', 't', 'closure', 'closure()'])}.__code__\nc2 = c.replace({fields})\n" + pick(["hash(c2), c2 == c, repr(c2)", "list(c2.co_positions()), list(c2.co_lines()), c2.co_lnotab", "marshal_(c2)", "c2.co_varnames, c2.co_cellvars, c2.co_code", "k = types.FunctionType(c2, globals()); repr(k)", "compile_check(c2)"])))
    lines.insert(1, "def marshal_(c):\n    import marshal\n    return marshal.loads(marshal.dumps(c)) == c\ndef compile_check(c):\n    c.__sizeof__(), c.__reduce_ex__(2)")
    for _ in range(8):
        lines.append(guarded(pick(FRAME_TRICKS + ["f()", "f(1, 2, z=3)", "ft(0)", "list(g)", "[ft(3) for i in range(20)]", "for i in range(60): f(i)"])))
    lines.append("sys.settrace(None); sys.setprofile(None)")
    return "\n".join(lines)


# Containers that change while something goes through them.
CHANGES = ["box.clear()", "box.append(D())", "box.pop()", "del box[:]", "box[:] = [D()] * 3", "box.extend(list(box)[:20])", "box.insert(0, self)", "box.add(self)", "box.update({i: D() for i in range(20)})", "box.discard(self)", "box.setdefault(self, 1)", "box.popitem()", "box.sort()", "box.reverse()", "box.__init__()", "box.__init__(range(9))", "gc.collect()",
           "box.rotate(3)", "box.appendleft(1)", "box.popleft()", "box.maxlen", "box.move_to_end(self)", "box.frombytes(bytes(64))", "box.resize(3)", "box.release()", "box.truncate(0)", "box.seek(0)", "box.write('abc')", "box.write(b'abc')", "box.close()", "del box[0]", "box[0] = self", "next(it)", "it.__setstate__(1)", "it.__reduce__()", "copy_(it)", "list(it)", "box = None",
           "raise ValueError", "raise StopIteration", "raise KeyError", "self.__class__ = E", "box.__class__ = L", "del self.__dict__", "D.__eq__ = lambda s, o: True", "del D.__hash__", "it = None", "mv.release()", "mv[0] = 1", "mv = memoryview(box)", "box += b'x' * 100", "box *= 2", "box |= {1}", "box ^= box", "box -= box", "box &= {self}"]
BOXES = ["[D() for i in range(7)]", "{D() for i in range(7)}", "{D(): D() for i in range(7)}", "{i: D() for i in range(7)}", "{'a': D(), 'b': 1}", "bytearray(b'abcdefghijkl')", "collections.deque([D() for i in range(7)])", "collections.deque([D(), 1, 2], 3)", "collections.OrderedDict((D(), 1) for i in range(5))", "collections.defaultdict(D, {D(): 1})",
         "array.array('i', range(9))", "array.array('d')", "L([D(), D(), 1])", "io.StringIO('a\\nb\\nc')", "io.BytesIO(b'abc\\nd')", "memoryview(bytearray(9))", "frozenset([D(), 1])", "(D(), D(), [D()])", "types.SimpleNamespace(a=D())", "collections.Counter([D(), 1])", "{1: {D(): 2}}", "range(5)", "'abc'", "weakref.WeakSet()", "D().__dict__"]
DOINGS = ["D() in box", "box.index(D())", "box.count(D())", "box.remove(D())", "box == other", "box != other", "box < other", "box <= other", "sorted(box)", "box.sort(key=D)", "box.sort(key=lambda x: D())", "min(box)", "max(box, key=D)", "repr(box)", "list(box)", "tuple(box)", "set(box)", "dict(box)", "bytes(box)", "bytearray(box)", "for x in box: x == 1", "[x for x in box if x]",
          "box[D():D()]", "box[D()] = D()", "del box[D()]", "box[1:3] = D()", "box[D():D():D()] = [D()] * 3", "box.extend(D())", "box.update(D())", "box.update(other)", "box | other", "box & other", "box - other", "box ^ other", "box |= other", "box &= other", "box -= other", "box ^= other", "box.issubset(other)", "box.isdisjoint(D())", "box.get(D())", "box.pop(D())", "box.setdefault(D(), D())",
          "box.fromkeys(D())", "hash(tuple(box))", "sum(box, D())", "any(box)", "all(box)", "next(it)", "list(it)", "for x in it: next(it)", "it.__length_hint__()", "list(zip(it, box))", "list(map(D(), box))", "list(filter(D(), box))", "print(*box)", "f(*box)", "f(**box)", "[*box, *it]", "{**box}", "'%s %r' % (box, box)", "''.join(box)", "b''.join(box)", "box.join(box)", "box.replace(b'a', D())",
          "struct.pack_into('i', box, D(), D())", "struct.unpack_from('i', box, D())", "box.find(D())", "box.split(D())", "box.translate(D())", "box.read(D())", "box.readlines()", "box.writelines(D())", "box.readinto(box)", "box.seek(D())", "box.getbuffer()", "box.getvalue()", "box.cast(D())", "box.tolist()", "box.tobytes()", "box.hex(D())", "box.buffer_info()", "box.fromlist([D()])", "box.extend(box)",
          "box.insert(D(), D())", "box * D()", "box += other", "box *= D()", "box.copy()", "copy_(box)", "reversed(box)", "list(reversed(box))", "enumerate(box, D())", "slice(D(), D()).indices(D())", "heapq.heapify(box)", "heapq.heappush(box, D())", "heapq.heappop(box)", "bisect.insort(box, D())", "functools.reduce(D(), box)", "itertools.tee(box)", "list(itertools.permutations(box, 2))[:3]", "list(itertools.groupby(box, D))",
          "a, b, *c = box", "match box:\n    case [D(), *_]: pass\n    case {1: D()}: pass", "isinstance(1, box)", "int(box)", "float(box)", "int.from_bytes(box, D())", "(5).to_bytes(D(), D())", "str(box, D())", "'{0[a]} {0.b}'.format(box)", "format(box, D())", "'%*d' % (D(), D())", "range(D(), D(), D())", "chr(D())", "pow(D(), D(), D())", "divmod(D(), box)", "round(1.5, D())", "math.fsum(box)", "math.prod(box)", "math.dist(box, other)",
          "box.__setstate__(other)", "box.__reduce__()", "it.__setstate__(D())", "it.__reduce__()", "eval('box', {}, box)", "exec('x = 1', {}, box)", "type('T', (), box)", "type('T', box, {})", "vars(box)", "dir(box)", "sorted(box, key=box.remove)", "sorted(box, key=box.append)", "box.sort(key=box.__contains__)", "open(box)", "compile(box, box, box)", "__import__('x', box, box, box)", "print(1, sep=D())", "print(1, file=box)", "input(D())"]


def containers():
    lines = [HEAD, "import collections, array, io, weakref, struct, heapq, bisect, functools, itertools, math", "def f(*a, **k): pass", "def copy_(x):\n    r = x.__reduce_ex__(2)\n    return r[0](*r[1])", "class E: pass", "class L(list): pass", "class D(E):", "    def __init__(self, *a): pass"]
    for name in ("eq", "hash", "lt", "repr", "index", "iter", "next", "len", "call", "del", "bool", "str", "getitem", "length_hint", "add", "float", "buffer", "contains", "keys", "fspath", "format", "int"):
        if roll(2):
            result = {"hash": "return 1", "eq": "return " + pick(["True", "False", "NotImplemented"]), "lt": "return True", "repr": "return 'x'", "str": "return 'x'", "index": "return " + pick(["1", "0", "-1", "3"]), "iter": "return iter([1, self])", "len": "return 3", "bool": "return True",
                      "length_hint": "return " + pick(["5", "1 << 40", "-1"]), "call": "return 1", "getitem": "return args[0] if isinstance(args[0], int) and args[0] < 5 else [][1]", "float": "return 1.5", "keys": "return ['a']", "fspath": "return '/nowhere'", "format": "return 'x'", "int": "return 1", "contains": "return True"}.get(name, "return self")
            lines += [f"    def __{name}__(self, *args):" if name != "keys" else "    def keys(self):", "        global box, it, mv", "        enough()", "        " + pick(CHANGES), "        " + result]
    lines += ["box = other = it = mv = None"]
    for _ in range(4):
        lines += ["n = 0", guarded(f"box = {pick(BOXES)}; other = {pick(BOXES)}"), guarded("it = " + pick(["iter(box)", "iter(box)", "reversed(box)", "zip(box, box)", "map(D(), box)", "enumerate(box)", "itertools.chain(box, box)", "itertools.groupby(box)", "itertools.accumulate(box)", "itertools.pairwise(box)", "itertools.islice(box, 0, None, 2)", "(x for x in box)", "box.items()", "iter(box.values())", "itertools.zip_longest(box, other)"])), guarded("mv = memoryview(box)")]
        for _ in range(3):
            lines += ["n = 0", guarded(pick(DOINGS))]
    return "\n".join(lines)


# Several threads at the same things.
WORKS = ["box.append(i)", "box.pop()", "box.clear()", "box.sort()", "list(box)", "d[i % 7] = [i]", "d.pop(i % 7, None)", "d.clear()", "list(d.items())", "s.add(i)", "s.discard(i % 50)", "local.x = [i]", "local.x", "del local.x", "with lock: box.extend([i] * 3)", "with rlock:\n    with rlock: d.update(a=i)", "gc.collect()", "next(g)", "g.send(1)", "g.close()", "C.x = i", "C().x", "c.y = i", "c.y", "del c.y",
         "raise ValueError", "raise SystemExit", "sys.settrace(lambda *a: None)", "sys.setrecursionlimit(2000 + i)", "def f(n): return f(n + 1)\nf(0)", "sys._current_frames()", "import string", "exec('z = 1', {})", "start(lambda: box.append(1), ())", "lock.acquire(True, 0.001)", "lock.release()", "time.sleep(0.0001)", "w()", "[i for i in range(100)]", "str(d)", "hash(tuple(box))", "sys.exc_info()", "box[:] = box[::-1]", "d | {1: 2}",
         "repr(box)", "D()", "c.__class__ = C", "ev.append(sys._getframe())", "ev.clear()", "compile('1 + 1', '', 'eval')", "sorted(box)", "sum(range(1000))", "'x' * 1000", "sys.setswitchinterval(1e-6)", "_thread.exit()", "_thread.stack_size(0)", "print(end='')", "_thread.get_ident()", "isinstance(i, C)", "for k in d: pass", "for k in box: pass"]


def threads():
    lines = [HEAD, "import _thread, time, weakref", "box = []; d = {}; s = set(); ev = []; lock = _thread.allocate_lock(); rlock = _thread.RLock(); local = _thread._local()", "def gen():\n    while len(box) < 10 ** 5: yield box", "g = gen()", "class C: x = 1", "class D:\n    def __del__(self): box.append(1)", "c = C(); w = weakref.ref(c)", "started = [0]", "def start(*a):\n    started[0] += 1\n    if started[0] < 60: _thread.start_new_thread(*a)",
             "sys.unraisablehook = lambda a: None", f"sys.setswitchinterval({pick(['1e-6', '1e-5', '0.005'])})", "left = []"]
    for index in range(2 + roll(4)):
        lines += [f"def work{index}():", "    try:", f"        for i in range({pick([20, 100, 300])}):"]
        for _ in range(1 + roll(4)):
            lines += ["            try:"] + ["                " + line for line in pick(WORKS).split("\n")] + ["            except Exception: pass"]
        lines += ["    finally: left.append(1)"]
    count = index + 1
    lines += [f"for index in range({count}): start(globals()[f'work{{index}}'], ())", guarded(f"work{roll(count)}()")]
    if roll(4):
        lines += [f"for i in range(5000):\n    if len(left) > {count}: break\n    time.sleep(0.001)"]
    return "\n".join(lines)


made = [deep, recursion, classes, deaths, spaces, frames, containers, deep, recursion, containers, threads, classes][seed % 12]()
finish(made)
