import sys
class A:
    __slots__ = ("colour", "__dict__")
    def method_one(self): return self.metod_one()
    @classmethod
    def build(cls): return cls.bild()
    @property
    def prop(self): return self.colur
def try_(f):
    try: f()
    except Exception as e: sys.excepthook(type(e), e, e.__traceback__)
def local_names():
    abcdef = 1
    return abcdeg
def enclosing():
    outer_value = 1
    def inner():
        outer_value
        return outer_valeu
    return inner()
def builtins_(): return prnt(1)
def module_attr(): import math; return math.sinn(1)
def from_import():
    from sys import coss
def self_attr():
    class B:
        def __init__(self): self.blech = 1
        def go(self): return blech
    B().go()
def too_far(): return zzzzqqqq
def keyword_arg():
    def f(alpha, beta): pass
    f(alpah=1, beta=2)
def dunder(): return A().__dikt__
def long_names():
    a_very_long_name_indeed_that_goes_on_and_on_and_on = 1
    return a_very_long_name_indeed_that_goes_on_and_on_and_onn
def short(): 
    x = 1
    return y1
def no_dir():
    class C:
        def __dir__(self): raise ValueError
        attribute = 1
    C().atribute
def str_(): return "abc".uper()
def mod(): sys.stdoutt
def in_exec(): exec("abcd = 1\nabce", {"abcf": 1})
def type_(): int.bit_lenght
for f in [lambda: A().method_one(), A.build, lambda: A().prop, local_names, enclosing, builtins_, module_attr, from_import, self_attr, too_far, keyword_arg, dunder, long_names, short, no_dir, str_, mod, in_exec, type_]: try_(f)
e = NameError("x", name="prnt"); print(e.name, e.args)
try: raise AttributeError("x", name="uper", obj="abc")
except AttributeError as e: print(e, e.name, e.obj)
raise NameError("name 'prinnt' is not defined", name="prinnt")
