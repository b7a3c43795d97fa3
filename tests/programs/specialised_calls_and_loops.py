import dis, io, sys, math
def text(f):
    out = io.StringIO()
    dis.dis(f, adaptive=True, file=out)
    for line in out.getvalue().splitlines():
        print(line)
def run(f, *args):
    for i in range(100):
        try: f(*args)
        except Exception as e: pass
    print('---', f.__name__, [type(a).__name__ for a in args]); text(f)
class P:
    def __init__(self, x=1): self.x = x
    def __call__(self, *a): return 1
class Q: pass
class N:
    def __new__(cls, *a): return object.__new__(cls)
def f0(): pass
def f1(a): pass
def f2(a, b=2): pass
def f3(*a): pass
def f4(**k): pass
def f5(a, *, k=1): pass
def gen(): yield 1
class M:
    def m(self, a=1): return a
    @classmethod
    def c(cls): pass
    @staticmethod
    def s(a=1): pass
import operator, functools
part = functools.partial(f0)
def calls():
    f0(); f1(1); f2(1); f2(1, 2); f2(1, b=3); f2(a=1); f3(); f3(1, 2); f4(); f4(a=1); f5(1); f5(1, k=2); gen()
def calls2():
    P(); P(1); Q(); N(); M(); P()(1); part()
def calls3(o):
    o.m(); o.m(1); o.c(); o.s(); o.s(1); o.m(a=1); M.m(o); M.c(); M.s()
def calls4(x):
    len(x); isinstance(x, list); type(x); str(x); tuple(x); list(x); int('1'); dict(); set(); bool(1); range(3); abs(1); max(1, 2); max(x); sorted(x); iter(x); next(iter(x)); getattr(x, 'append'); hash(1); repr(x); ord('a'); chr(97); sum(x); min(x, key=len); divmod(1, 2); pow(2, 3); round(1.5); zip(x, x); enumerate(x); map(str, x); callable(x); id(x); issubclass(int, int); float(1); bytes(1); object(); super
def calls5(x, s, d):
    x.append(1); x.pop(); s.upper(); s.split(); s.split(','); s.join(['a']); s.startswith('a'); d.get(1); d.get(1, 2); d.items(); d.keys(); x.index(1); x.copy(); x.extend([]); x.sort(); x.reverse(); s.format(1); s.replace('a', 'b'); s.strip(); s.encode(); s.isdigit(); d.setdefault(1, 1); d.update(); d.update(a=1); d.pop(1, None); x.insert(0, 1); x.remove(1); s.find('a'); s.count('a'); x.count(1); x.clear(); math.sqrt(4); math.floor(1.5); operator.add(1, 2); 
def loops(x, r, g, t, d):
    for i in x: pass
    for i in range(10): pass
    for i in r: pass
    for i in t: pass
    for i in d: pass
    for i in d.items(): pass
    for a, b in d.items(): pass
    for i in gen(): pass
    for i, v in enumerate(x): pass
    for a, b in zip(x, x): pass
    for c in 'abc': pass
    while x:
        break
def unpack(a, b, c):
    x, y = a
    x, y = b
    x, y, z = c
    x, *y = c
    x, y, z = b + [1]
    (x, y), z = (a, 1)
    x, y = y, x
    p = q = 1
    return x
def globs():
    return len, P, f0, __name__, print, calls
def locs(a, b, c):
    d = a
    e = b
    f = c
    a = b; b = c; c = a
    x = 1
    y = 2
    z = a + b
    return d + e
def precall(x):
    return [len(i) for i in x], (y for y in x), {k: 1 for k in x}, lambda: x
def closure():
    a = 1
    def inner():
        nonlocal a
        a += 1
        return a
    return inner()
def sub(l, d, t, i):
    l[i]; d['a']; t[0]; l[0] = 1; d['a'] = 2; l[1:2]; del d['a']; l[-1]; d['b'] = 1; l[i + 1]
def whiles():
    i = 0
    while i < 10:
        i += 1
        if i == 5: continue
        if i != 7 and i > 3 or i == 2: pass
    s = 'x'
    s += 'y'
    s = s + 'z'
    f = 1.5
    f += 2.5
    f = f * 2.0
    f = f - 1
    return f
run(calls); run(calls2); run(calls3, M()); run(calls4, ['a', 'b']); run(calls5, [1, 2, 3], 'abc,d', {1: 2})
run(loops, [1], range(3), None, (1,), {1: 2}); run(unpack, (1, 2), [1, 2], (1, 2, 3)); run(globs); run(locs, 1, 2, 3)
run(precall, ['a']); run(closure); run(sub, [1, 2, 3], {'a': 1}, (1, 2), 0); run(whiles)
class Null:
    def __enter__(self): pass
    def __exit__(self, *a): pass
def with_(x):
    with x: pass
    try: raise ValueError
    except ValueError: pass
    finally: pass
    match x:
        case [a, b]: pass
        case {'a': 1}: pass
        case P(x=1): pass
    assert x
    f'{x}{x!r:>10}'
    return not x, x is None, x and 1, -1 if x else 2
run(with_, Null())
class D(dict): pass
def polymorph(x): return x + x
for a in [1, 'a', 1.5, [1]] * 40: polymorph(a)
text(polymorph)
def attrpoly(o): return o.x
for o in [P(), P(), P()] * 30: attrpoly(o)
text(attrpoly)
class H:
    __slots__ = 'x'
for o in range(200):
    h = H(); h.x = 1
    attrpoly(h)
text(attrpoly)
def gets(self): return self.a, self.b
class Many: pass
m = Many(); m.a = 1; m.b = 2
run(gets, m)
m2 = Many(); m2.__dict__['a'] = 1; m2.__dict__['b'] = 3
run(gets, m2)
dis.dis('x = 1\ny = x + 1', adaptive=True)
print([i.opname for i in dis.get_instructions(gets, adaptive=True)])
print([i.opname for i in dis.get_instructions(gets, adaptive=True, show_caches=True)])
print(dis.Bytecode(gets, adaptive=True).dis())
print(gets.__code__._co_code_adaptive == gets.__code__.co_code, len(gets.__code__._co_code_adaptive))
