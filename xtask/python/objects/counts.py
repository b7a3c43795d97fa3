"""Writes programs of at least 2,000 probes of `sys.getrefcount`: fresh objects of many kinds in containers, calls of every form,
closures, generators, exceptions, attributes, loops and deletions."""

import random
import sys

KINDS = ["object()", "[]", "[1, 2]", "{}", "{'a': 1}", "{1, 2}", "Plain()", "Slotted()", "(lambda: 0)", "tuple([1, 2])", "'ab' * (n + 1)", "bytes(n)", "float(n) + 0.5", "10 ** 30 + n", "bytearray(3)", "type('T', (), {})", "range(n, n + 9)",
         "frozenset([n])", "Plain().method", "slice(n, 5)", "iter([1])", "gen()", "complex(n, 1)", "Exception(n)", "Err('x')", "[[]]", "memoryview(b'ab')", "property(len)", "str(n) + 'é'", "([], {})"]
# `x` is the fresh object, `rc` prints its count; `{K}` is another kind's expression.
PROBES = '''
rc(x)
y = x; rc(x); del y; rc(x)
a = [x]; rc(x); a.append(x); rc(x); a.pop(); rc(x); a.clear(); rc(x)
a = [x, x, x]; rc(x); del a[0]; rc(x); a[0] = None; rc(x); a[:] = []; rc(x)
a = [x] * 10; rc(x); a *= 2; rc(x); del a[5:]; rc(x); b = a + a; rc(x); del b; rc(x); c = a[:]; rc(x); a.extend(c); rc(x); a.reverse(); rc(x)
t = (x, x); rc(x); u = t + (x,); rc(x); del t; rc(x); t = u * 3; rc(x); s = t[1:4]; rc(x)
d = {1: x}; rc(x); d[2] = x; rc(x); e = d.copy(); rc(x); e.update(d); rc(x); d.pop(1); rc(x); del d[2]; rc(x); e.clear(); rc(x)
d = dict(a=x, b=x); rc(x); v = list(d.values()); rc(x); i = d.items(); rc(x); j = list(i); rc(x); del v, j; rc(x); f = {**d, 'c': x}; rc(x); d |= f; rc(x); d.setdefault('z', x); rc(x); d.popitem(); rc(x)
d = dict.fromkeys('abc', x); rc(x); d['a'] = 1; rc(x); g = d.get('b'); rc(x); for_v = [v for v in d.values()]; rc(x)
def f(a): rc(a); rc(x)
f(x); rc(x); f(a=x); rc(x); f(*[x]); rc(x); f(**{'a': x}); rc(x)
def f(*args): rc(args[0]); rc(x)
f(x); f(x, x); f(*(x, x)); f(*[x]); rc(x)
def f(**kw): rc(kw['a']); rc(x)
f(a=x); f(a=x, b=x); f(**{'a': x}); f(**dict(a=x)); rc(x)
def f(a, b=1, *c, d=2, **e): rc(a); rc(x)
f(x); f(x, x); f(x, x, x); f(x, d=x); f(x, z=x); f(a=x, b=x, d=x, y=x); f(*[x, x, x], **{'d': x}); rc(x)
def f(a=x): rc(a); rc(x)
f(); f(x); f(a=x); rc(x); del f; rc(x)
def f(*, a=x): rc(a)
f(); f(a=x); del f; rc(x)
def f():
    def g(): rc(x); return x
    rc(x); g(); return g
h = f(); rc(x); h(); rc(x); h().__class__; rc(x)
def outer(c):
    rc(c)
    def inner(): rc(c); return c
    inner(); rc(c); return inner
i = outer(x); rc(x); i(); rc(x); del i; rc(x)
def g(v):
    rc(v); yield v; rc(v); yield v; rc(v)
i = g(x); rc(x); next(i); rc(x); y = next(i); rc(x); list(i); rc(x); del i, y; rc(x)
i = g(x) if 0 else (lambda v: (yield v))(x); rc(x); next(i); rc(x); i.close(); rc(x)
i = (v for v in [x, x]); rc(x); next(i); rc(x); del i; rc(x)
i = iter([x, x]); rc(x); next(i); rc(x); list(i); rc(x); del i; rc(x)
i = iter((x, x)); rc(x); next(i); rc(x); z = list(zip([x], [x])); rc(x); del z; rc(x); m = map(lambda q: q, [x, x]); rc(x); w = list(m); rc(x); e = enumerate([x]); next(e); rc(x); r = reversed([x, x]); rc(x); next(r); rc(x); fl = filter(None, [x]); rc(x); list(fl); rc(x)
for v in [x, x]: rc(v); rc(x)
rc(x); del v; rc(x)
for i, v in enumerate([x, x]): rc(v)
for k, v in {1: x}.items(): rc(v)
rc(x)
for a, b in [(x, x), (x, x)]: rc(a)
rc(x); a = b = 0; rc(x)
a, b = x, x; rc(x); a, b = b, a; rc(x); a, *b = [x, x, x]; rc(x); (a, b), c = (x, x), x; rc(x); [a, b] = [x, x]; rc(x); a = b = c = x; rc(x)
l = [x for _ in range(3)]; rc(x); s = [(v, v) for v in l]; rc(x); d = {i: x for i in range(2)}; rc(x); del l, s, d; rc(x); l = [y for y in [x]]; rc(x); n = [[z for z in [x]] for _ in (1, 2)]; rc(x)
o = Plain(); o.a = x; rc(x); o.b = x; rc(x); vars(o); rc(x); o.a = 1; rc(x); del o.b; rc(x); o.__dict__['q'] = x; rc(x); o.__dict__ = {'r': x}; rc(x); del o; rc(x)
o = Slotted(); o.a = x; rc(x); y = o.a; rc(x); o.a = None; rc(x); o.b = x; del o.b; rc(x)
class C:
    attr = x
    def m(self, v=x): rc(v); return v
rc(x); C.attr; rc(x); C().m(); rc(x); C().attr; rc(x); del C.attr; rc(x); C.attr = x; rc(x); D = type('D', (C,), {'z': x}); rc(x); setattr(C, 'k', x); rc(x); getattr(C, 'k'); rc(x)
o = Plain(); o.take(x); o.take(a=x); o.take(*[x]); o.take(**{'a': x}); rc(x); b = o.take; rc(o); b(x); rc(x); Plain.take(o, x); rc(o)
o = Plain(); rc(o); m = o.method; rc(o); m(); n = o.method; rc(o); del m, n; rc(o); p = o.prop; rc(o); o.stat(x); o.klass(x); rc(x); o(x); rc(x); o[x]; rc(x); len(o); o + x; rc(x); x_ = o.value(x); rc(x)
try: raise Err(x)
except Err as e: rc(x); rc(e); y = e.args; rc(x); del y
rc(x)
try:
    try: raise Err(x)
    finally: rc(x)
except Err: rc(x)
rc(x)
try: raise Err(x)
except Err as e: keep = e
rc(x); rc(keep); t = keep.__traceback__; rc(keep); rc(t); keep.__traceback__ = None; rc(x); rc(keep); del keep, t; rc(x)
try:
    try: raise Err(x)
    except Err as e: raise ValueError from e
except ValueError as e: rc(e); rc(e.__cause__); rc(e.__context__); k = e.__cause__
rc(k); rc(x); k = None; rc(x)
def boom(v): w = v; raise Err(w)
try: boom(x)
except Err as e: rc(x); rc(e); t = e.__traceback__; rc(t); fr = t.tb_next.tb_frame; rc(fr); rc(x); del fr, t
rc(x)
with Manager(x) as v: rc(v); rc(x)
rc(x); del v; rc(x)
with Manager(x): rc(x)
try:
    with Manager(x) as v: raise Err(v)
except Err as e: rc(x); rc(e)
rc(x); v = 0; rc(x)
p = partial(x, x) if False else (x, x); rc(x); l = lambda a=x: a; rc(x); l(); rc(x); y = l(); rc(x); del l; rc(x)
l = [x, 1]; y = l[0]; rc(x); y = l[-2]; rc(x); y = (x, 1)[0]; rc(x); y = {1: x}[1]; rc(x); y = [x][0]; rc(x); y = x if x is x else 0; rc(x); y = x or 0; rc(x); y = 0 or x; rc(x); y = x and x; rc(x); (z := x); rc(x); y = not x; rc(x); y = x is None; rc(x)
f'{x!r:.0}{1}'; rc(x); str(type(x)); rc(x); '%.0s' % (id(x),); rc(x); isinstance(x, int); rc(x); hasattr(x, 'zz'); rc(x); id(x); rc(x); callable(x); rc(x); type(x); rc(x); bool(x is x); rc(x); sorted([1, 2], key=lambda q: (q, x)[0]); rc(x); max([1], key=lambda q: (x, q)[1]); rc(x)
s = Sub(x); rc(x); rc(s); s.sup(x); rc(s); del s; rc(x)
global G; G = x; rc(x); del G; rc(x); globals()['H'] = x; rc(x); del globals()['H']; rc(x); locals(); rc(x)
match x:
    case y: rc(x); rc(y)
rc(x)
match [x, x]:
    case [a, *b]: rc(x)
rc(x)
match {'k': x}:
    case {'k': a, **b}: rc(x)
rc(x)
while True:
    y = x; rc(x)
    if y is x: break
for _ in range(3): y = [x]; rc(x)
rc(x); y = None; rc(x)
import weakref_ as W if 0 else sys; w = None; rc(x)
c = cell(x); rc(x); c.cell_contents; rc(x); c.cell_contents = 1; rc(x)
a = [x]; a += [x]; rc(x); a += (x,); rc(x); a = a + [x]; rc(x); a.insert(0, x); rc(x); a.remove(a[0]) if 0 else None; a.sort(key=id); rc(x); b = sorted(a, key=id); rc(x); b = a.copy(); rc(x); b = list(a); rc(x); b = tuple(a); rc(x); b = [*a, *a]; rc(x); b = (*a, x); rc(x); b = list(reversed(a)); rc(x); b = a.index; rc(a); b = set(); rc(x); print(*[1][:0], end='', sep=''); rc(x)
def rec(n, v):
    rc(v)
    if n: rec(n - 1, v)
rec(3, x); rc(x)
def ret(v): return v
rc(ret(x)); y = ret(ret(x)); rc(x); ret(y); rc(x); rc((ret)(*(x,))); rc(ret(v=x))
def tryf(v):
    try: return v
    finally: rc(v)
y = tryf(x); rc(x)
def swallow(v):
    try: raise Err(v)
    except Err: return v
y = swallow(x); rc(x); y = swallow(y); rc(x)
def dele(v):
    rc(v); del v; return 1
dele(x); rc(x)
def locs(v):
    d = locals(); rc(v); e = locals(); rc(v); return d
d = locs(x); rc(x); del d; rc(x)
def nl():
    q = x
    def s(): nonlocal q; q = None
    rc(x); s(); rc(x)
nl(); rc(x)
def star(a, /, b, *, c): rc(a); rc(b); rc(c)
star(x, x, c=x); star(x, b=x, c=x); star(*[x], **{'b': x, 'c': x}); rc(x)
class Meta2(type):
    def __call__(cls, v): rc(v); return super().__call__()
class M2(metaclass=Meta2): pass
M2(x); rc(x); M2(v=x); rc(x)
class New:
    def __new__(cls, v): rc(v); self = super().__new__(cls); self.v = v; return self
    def __init__(self, v): rc(v); rc(self)
o = New(x); rc(x); rc(o); o = New(v=x); rc(x); o = New(*[x]); rc(x); del o; rc(x)
class Dsc:
    def __get__(self, o, t=None): rc(x); return x
    def __set__(self, o, v): rc(v)
class Has: d = Dsc()
h = Has(); h.d; rc(x); h.d = x; rc(x); y = h.d; rc(x); Has.d; rc(x); getattr(h, 'd'); rc(x); setattr(h, 'd', x); rc(x)
class Ga:
    def __getattr__(self, n): rc(x); return x
    def __getitem__(self, k): rc(x); return x
    def __iter__(self): yield x
    def __contains__(self, v): rc(v); return True
    def __eq__(self, v): rc(v); return v is x
g = Ga(); g.q; rc(x); y = g.q; rc(x); g[0]; rc(x); y = g[1]; rc(x); list(g); rc(x); [*g]; rc(x); x in g; rc(x); g == x; rc(x); a, = g; rc(x); y = g.q, g[0]; rc(x)
'''


def main(folder, calls, seed):
    rng = random.Random(seed)
    # Indented lines, and lines after a compound statement's head, belong to one probe; a new probe starts where the one before has ended.
    probes, current = [], []
    for line in PROBES.strip().splitlines():
        opens = re_head(line)
        if current and not line.startswith(" ") and not (opens and current_open(current)) and not continues(line, current):
            probes.append(current)
            current = []
        current.append(line)
    probes.append(current)
    number = 0
    for part in range(3):
        lines = [HEAD]
        made = 0
        while made < 330:
            kind = rng.choice(KINDS)
            chosen = [rng.choice(probes)]
            if rng.random() < 0.35:
                chosen.append(rng.choice(probes))
            local = rng.random() < 0.7
            body = [f"x = {kind}"] + [line for probe in chosen for line in probe]
            try:
                compile("\n".join(["def probe(n=5):"] + ["    " + line for line in body]), "probe", "exec")
            except SyntaxError:
                continue
            made += 1
            number += 1
            lines.append(f"start({number}, {kind!r})")
            if local:
                lines += [f"def probe(n={number}):"] + ["    " + line for line in body] + ["run(probe)"]
            else:
                if any("global G" in line or line.startswith(("return", "nonlocal")) for line in body):
                    body = [line for line in body if "global G" not in line]
                lines += [f"n = {number}", "try:"] + ["    " + line for line in body] + ["except Exception as error: print(now, 'raised', type(error).__name__, error)", "clean()"]
        with open(f"{folder}/counts_{part}.py", "w", encoding="utf-8") as file:
            file.write("\n".join(lines) + "\n")


def re_head(line):
    return line.startswith(("def ", "class ", "for ", "while ", "try:", "with ", "match ", "except", "finally"))


def current_open(current):
    return all(line.startswith((" ", "def ", "class ")) for line in current)


def continues(line, current):
    if line.startswith(("except", "finally", "else", "elif")):
        return True
    # What is used after a head that only defines.
    return re_head(current[0]) and not re_head(line) and not any(not re_head(done) and not done.startswith(" ") for done in current)


HEAD = '''import sys
from sys import getrefcount
now = 0
step = 0
class Plain:
    def method(self): rc(self)
    def take(self, a): rc(a); rc(self)
    @property
    def prop(self): rc(self); return 1
    @staticmethod
    def stat(a): rc(a)
    @classmethod
    def klass(cls, a): rc(a)
    def __call__(self, a): rc(a)
    def __getitem__(self, k): rc(k)
    def __len__(self): rc(self); return 1
    def __add__(self, o): rc(o)
    def value(self, v): return v
class Slotted: __slots__ = ("a", "b")
class Err(Exception): pass
class Manager:
    def __init__(self, v): self.v = v
    def __enter__(self): rc(self.v); return self.v
    def __exit__(self, *a): rc(self.v); rc(self)
class Base:
    def __init__(self, v): rc(v); self.v = v
    def sup(self, v): rc(v); rc(self)
class Sub(Base):
    def __init__(self, v): super().__init__(v); rc(v)
    def sup(self, v): super().sup(v); super(Sub, self).sup(v); rc(self)
def gen(): yield 1
cell = type((lambda v: lambda: v)(1).__closure__[0])
def rc(v):
    global step
    step += 1
    print(now * 1000 + step, getrefcount(v))
def start(n, kind):
    global now, step
    now = n; step = 0
def run(f):
    try: f()
    except Exception as error: print(now * 1000 + step + 1, 'raised', type(error).__name__, error)
keepers = set(globals()) | {"keepers", "clean", "hashable", "n", "x", "error"}
def clean():
    for name in list(globals()):
        if name not in keepers: del globals()[name]
'''

main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
