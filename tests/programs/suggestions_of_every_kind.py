import traceback, sys, collections
def t(src, **ns):
    try: exec(src, dict(globals(), **ns))
    except BaseException as e: print(''.join(traceback.format_exception_only(e)), end='')
class A:
    alpha = 1; beta_x = 2
    def __init__(self): self.gamma = 3
    def method(self): self.gama
class S:
    __slots__ = ('slotty',)
a = A(); value_one = 1; é_name = 2
for s in ('a.alpha1', 'a.Alpha', 'a.gama', 'a.betax', 'a.zzzzz', 'a.method()', 'A.alhpa', 'S().sloty', 'value_ome', 'vlaue_one', 'prnt(1)', 'lenn', 'self.x', 'collections.namedtupel', 'from collections import namedtupel', 'import colections', 'sys.pth', '[].apend(1)', '"".uper()', '(1).reall', '{}.itms()', 'None.foo', 'a.a', 'x', 'é_nam', 'Tru', 'nul', 'def f():\n  local_var=1\n  print(locl_var)\nf()', 'def f():\n  print(later)\n  later=1\nf()', 'class Q:\n  attr=1\n  def m(self): return attr\nQ().m()', 'class Q:\n  def meth(self): return meth()\nQ().meth()', 'del nope', 'a.__dict_', 'a._A__x', 'import math; math.sqr(4)', 'time.sleep(1)', 'os', 'raise AttributeError("custom")', 'raise NameError("name x")', 'raise NameError("m", name="value_on")', 'raise AttributeError("m", name="alph", obj=a)', 'getattr(a, "alph")', 'a.' + 'x' * 800, 'f"{valu_one}"', '[vlue_one for _ in "a"]', 'lambda: 1; value_oen', 'type(a).alph', 'super(A, a).alph', '(lambda: valueone)()', 'global gg; gg', 'print(__nam__)', 'abs.__nme__', 'int.frombytes', 'ValueErorr', 'a.gamma.reel', 'yield_', 'A().gammma'):
    print('>', s[:50].replace('\n', '|')); t(s)
