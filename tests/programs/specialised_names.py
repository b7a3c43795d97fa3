import dis, io, sys
def text(f):
    out = io.StringIO()
    dis.dis(f, adaptive=True, file=out)
    for line in out.getvalue().splitlines():
        print(line)
class P:
    cls = 5
    def __init__(self, x): self.x = x
    def m(self): return self.x
    @property
    def prop(self): return self.x
    @classmethod
    def c(cls): return 1
    @staticmethod
    def s(): return 2
class S:
    __slots__ = ('x',)
    def __init__(self): self.x = 1
    def m(self): return self.x
class W:
    def __getattr__(self, n): return n
class G:
    def __getitem__(self, i): return i
class Meta(type): pass
class CM(metaclass=Meta): q = 3
import math
d = {'a': 1}
l = [1, 2, 3]
t = (1, 2, 3)
g = 10
def run(f, *args):
    for i in range(100):
        try: f(*args)
        except Exception as e: pass
    print('---', f.__name__, [type(a).__name__ for a in args]); text(f)
def mk(src, name='f', **ns):
    n = dict(globals()); n.update(ns)
    exec(src, n)
    return n[name]
for op in '+ - * / // % ** << >> & | ^ @'.split():
    for a, b in [(1, 2), (1.5, 2.5), ('a', 'b'), (1, 2.0), ([1], [2]), (2**70, 3)]:
        run(mk(f'def f(a,b):\n return a {op} b'), a, b)
        run(mk(f'def f(a,b):\n a {op}= b\n return a'), a, b)
for op in '== != < > <= >= is in'.split():
    for a, b in [(1, 2), (1.5, 2.5), ('a', 'b'), (1, 2.0), ([1], [2]), (2**70, 3)]:
        run(mk(f'def f(a,b):\n return a {op} b'), a, b)
        run(mk(f'def f(a,b):\n if a {op} b: return 1\n return 2'), a, b)
for o, k in [(l, 0), (l, -1), (t, 0), (d, 'a'), ('abc', 1), (G(), 1), (range(5), 2), (l, slice(1)), (b'abc', 1), (l, True), (list[int], 0), (P, 0)]:
    run(mk('def f(o,k):\n return o[k]'), o, k)
for o, k in [(l, 0), (l, -1), (d, 'a'), (bytearray(b'abc'), 1), (l, slice(0,0))]:
    run(mk('def f(o,k):\n o[k] = o[k]'), o, k)
for o in [P(1), S(), P, W(), 1, 'abc', math, sys, CM, [].append, P.m, Exception()]:
    for n in ['x', 'm', 'prop', 'cls', 'c', 's', 'q', 'pi', '__class__', '__doc__', 'real', 'args', '__dict__']:
        if hasattr(o, n): run(mk(f'def f(o):\n return o.{n}'), o)
    for n in ['m', 'c', 's', 'upper', 'bit_length', 'sqrt', '__repr__', '__hash__']:
        if hasattr(o, n): run(mk(f'def f(o):\n return o.{n}()'), o)
for o in [P(1), S(), P, W(), math, CM, Exception()]:
    run(mk('def f(o):\n o.x = 5'), o)
