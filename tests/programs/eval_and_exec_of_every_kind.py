import sys, types
def t(f, *a, **k):
    try: print('->', f(*a, **k))
    except BaseException as e: print(type(e).__name__, e, *( (e.filename, e.lineno, e.offset, e.text, e.end_lineno, e.end_offset) if isinstance(e, SyntaxError) else ()))
g = {'x': 1}; l = {'y': 2}
print(eval('x + y', g, l), sorted(k for k in g), list(l))
exec('z = x + y', g, l); print(l)
exec('global w; w = 5', g, l); print(g['w'])
exec('def f(): return x\nr = f()', g, l); print(l['r'])
t(exec, 'def f(): return y\nf()', g, l)
t(exec, 'class A:\n  v = y\n  def m(self): return y\nprint(A.v)\nA().m()', g, l)
t(exec, '[y for _ in "a"]', g, l)
t(exec, 'print([y for y in [y]])', g, l)
class M(dict):
    def __missing__(self, k): print('missing', k); return k
    def __getitem__(self, k): print('get', k); return super().__getitem__(k)
    def __setitem__(self, k, v): print('set', k); super().__setitem__(k, v)
    def __delitem__(self, k): print('del', k); super().__delitem__(k)
exec('a = 1; b = a; del b; c', {}, M())
t(exec, 'del nope', {}, M())
t(eval, 'q', {}, types.MappingProxyType({'q': 7}))
t(exec, 'q = 1', {}, types.MappingProxyType({'q': 7}))
t(eval, 'q', M(), None)
t(eval, 'len', {'__builtins__': {}})
t(eval, 'len', {'__builtins__': {'len': 5}})
t(eval, 'len', {'__builtins__': 5})
t(exec, 'import os', {'__builtins__': {}})
t(exec, 'class A: pass', {'__builtins__': {}})
t(eval, 'abs(-1)', {'__builtins__': types})
t(eval, '1', [], {}); t(eval, '1', {}, 5); t(exec, '1', 5); t(exec, 5); t(exec); t(eval); t(eval, '1', globals={}) ; t(exec, '1', closure=())
def cl():
    v = 1
    def inner(): return v
    return inner
t(exec, cl().__code__); t(exec, cl().__code__, closure=cl().__closure__); t(exec, cl().__code__, closure=(1,)); t(exec, cl().__code__, closure=()); t(eval, cl().__code__); t(exec, 'x', closure=cl().__closure__); t(exec, (lambda: 1).__code__, closure=cl().__closure__)
t(exec, (lambda a: 1).__code__)
for src, mode in (('1+1', 'eval'), ('a=1', 'exec'), ('a', 'single'), ('1;2', 'single'), ('1\n2', 'single'), ('if 1:\n  2\n', 'single'), ('if 1:\n  2', 'single'), ('', 'exec'), ('', 'eval'), ('', 'single'), ('a=1', 'eval'), ('def f(:', 'exec'), ('  a', 'exec'), ('a\n  b', 'exec'), ('"abc', 'exec'), ('(', 'exec'), ('f(**k, *a)', 'exec'), ('x = = 1', 'exec'), ('return', 'exec'), ('yield', 'exec'), ('await x', 'exec'), ('break', 'exec'), ('continue', 'exec'), ('nonlocal x', 'exec'), ('def f(a, a): pass', 'exec'), ('f() = 1', 'exec'), ('None = 1', 'exec'), ('1 = x', 'exec'), ('del f()', 'exec'), ('import a.b as c.d', 'exec'), ('from . import *', 'exec'), ('def f():\n from x import *', 'exec'), ('\x00', 'exec'), ('é = 1', 'exec'), ('a b', 'eval'), ('print 1', 'exec'), ('exec "x"', 'exec'), ('if x = 1: pass', 'exec'), ('lambda: (yield)', 'eval'), ('*a', 'eval'), ('*a,', 'eval'), ('a, *b = 1', 'exec'), ('*a = 1', 'exec'), ('*a, *b = 1', 'exec'), ('try: pass', 'exec'), ('class A: return', 'exec'), ('global x; x = 1', 'exec'), ('x = 1; global x', 'exec'), ('def f(x): global x', 'exec'), ('f"{"', 'eval'), ('f"{a b}"', 'eval'), ('f"{}"', 'eval'), ('f"{a!x}"', 'eval'), ('0777', 'eval'), ('1_', 'eval'), ('0x', 'eval'), ('1e', 'eval'), ('"\\N{nope}"', 'eval'), ('b"é"', 'eval'), ('async def f(): yield from x', 'exec'), ('match x:\n case a: pass\n case b: pass', 'exec'), ('match x:\n case a|b: pass', 'exec'), ('with a as 1: pass', 'exec'), ('for 1 in x: pass', 'exec'), ('(a:=1) = 2', 'exec'), ('a := 1', 'exec'), ('x: int: 3', 'exec'), ('(a, b): int', 'exec'), ('assert (1, 2)', 'exec'), ('@', 'exec'), ('else: pass', 'exec'), ('x = {1: 2, 3}', 'exec'), ('f(a for a in b, c)', 'exec'), ('f(a=1, 2)', 'exec'), ('f(a=1, a=2)', 'exec'), ('f(1=2)', 'exec'), ('f(a.b=2)', 'exec'), ('[a for a in b if c else d]', 'eval'), ('{**a for a in b}', 'eval'), ('[*a for a in b]', 'eval'), ('not', 'eval'), ('a if b', 'eval'), ('raise a from', 'exec'), ('try: pass\nexcept: pass\nexcept A: pass', 'exec'), ('try: pass\nexcept* A: pass\nexcept B: pass', 'exec'), ('try: pass\nexcept*: pass', 'exec'), ('while 1: pass\n  x', 'exec'), ('\tx\n        y', 'exec'), ('if 1:\n\tx\n        y', 'exec')):
    t(compile, src, 'file', mode)
c = compile('x = 1\ny = x', 'f.py', 'exec'); print(c.co_consts, c.co_names, c.co_filename, c.co_name, c.co_qualname, c.co_firstlineno, list(c.co_lines()), list(c.co_positions())[:3], c.co_flags, c.co_stacksize, c == compile('x = 1\ny = x', 'f.py', 'exec'), hash(c) == hash(compile('x = 1\ny = x', 'f.py', 'exec')), c.replace(co_name='zz').co_name)
t(c.replace, co_nope=1); t(c.replace, co_argcount='x'); t(types.CodeType); t(types.FunctionType, c, {}); t(types.FunctionType, 5, {}); t(types.FunctionType, cl().__code__, {}); t(types.FunctionType, cl().__code__, {}, closure=(1,)); print(types.FunctionType(cl().__code__, {}, 'nm', None, cl().__closure__)())
print(compile('assert 0, 1', 'f', 'exec', optimize=1).co_code == compile('', 'f', 'exec').co_code, compile('"doc"', 'f', 'exec', optimize=2).co_consts, compile('__debug__', 'f', 'eval', optimize=1).co_consts)
t(compile, '1', 'f', 'exec', optimize=5); t(compile, '1', b'bytes', 'exec'); t(compile, '1', 5, 'exec'); t(compile, '1', 'f', 5); t(compile, 'a', 'f\0', 'exec')
exec(compile('from __future__ import annotations\ndef f(a: undefined): pass\nprint(f.__annotations__)', 'f', 'exec'))
exec(compile('def f(a: int): pass\nprint(f.__annotations__)', 'f', 'exec', dont_inherit=True))
t(compile, 'from __future__ import nope', 'f', 'exec'); t(compile, 'x\nfrom __future__ import division', 'f', 'exec'); t(compile, 'from __future__ import braces', 'f', 'exec')
exec('print(__name__, "__builtins__" in globals())', {'__name__': 'N'})
t(eval, compile('x=1', 'f', 'exec')); t(exec, compile('1', 'f', 'single')); exec(compile('5; "a"; None', 'f', 'single'))
sys.displayhook = lambda v: print('DH', v); exec(compile('6', 'f', 'single')); del sys.displayhook; t(exec, compile('6', 'f', 'single')); sys.displayhook = sys.__displayhook__
import builtins; exec(compile('[1]', 'f', 'single')); print(builtins._)
