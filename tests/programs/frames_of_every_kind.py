import sys
def where(depth=0):
    f = sys._getframe(1 + depth)
    return f.f_code.co_name, f.f_lineno - f.f_code.co_firstlineno, f.f_lasti >= 0
class C:
    pos = where()
    def m(self): return where()
    s = staticmethod(lambda: where())
print(C.pos, C().m(), C.s(), [where() for _ in (1,)], (lambda: where())())
def gen():
    x = yield sys._getframe()
    y = yield sys._getframe().f_back.f_code.co_name
g = gen(); f = next(g)
print(f.f_lineno - f.f_code.co_firstlineno, f.f_locals, f.f_back, g.gi_frame is f)
print(g.send(5), f.f_locals)
try: f.clear()
except RuntimeError as e: print(e)
g2 = gen(); f2 = g2.gi_frame; print(f2.f_lasti, f2.f_lineno); f2.clear(); print(f2.f_locals, list(g2))
def running():
    f = sys._getframe()
    try: f.clear()
    except RuntimeError as e: print(e)
running()
def locs():
    a = 1
    l = locals(); l["b"] = 2; l["a"] = 5
    a2 = a
    return a2, "b" in l, sorted(locals())
print(locs())
def fl():
    a = 1
    f = sys._getframe(); f.f_locals["a"] = 7; f.f_locals["zz"] = 1
    return a, sorted(f.f_locals)
print(fl())
def cell():
    v = 1
    def inner():
        nonlocal v
        v += 1
        return sys._getframe().f_locals
    return inner(), sys._getframe().f_locals["v"]
print(cell())
def tb():
    try: 1 / 0
    except ZeroDivisionError as e: return e.__traceback__
t = tb(); print(t.tb_frame.f_code.co_name, t.tb_lineno - t.tb_frame.f_code.co_firstlineno, t.tb_next, t.tb_frame.f_locals.keys())
t.tb_frame.clear(); print(t.tb_frame.f_locals)
exec("print(sys._getframe().f_code.co_name, sys._getframe().f_lineno, sys._getframe().f_globals is globals())")
class Meta(type):
    def __prepare__(name, bases): return {"hidden": sys._getframe(1).f_code.co_name}
class D(metaclass=Meta): h = sys._getframe().f_locals["hidden"]
print(D.h, D.hidden)
for bad in (100, "a", -5):
    try: print(sys._getframe(bad).f_code.co_name)
    except Exception as e: print(type(e).__name__, e)
fr = sys._getframe()
for attr in ("f_back", "f_code", "f_builtins", "f_globals", "f_lasti", "f_locals"):
    try: setattr(fr, attr, 1)
    except Exception as e: print(attr, type(e).__name__, e)
try: fr.f_lineno = 3
except ValueError as e: print(e)
fr.f_trace_lines = False; fr.f_trace_opcodes = True; print(fr.f_trace_lines, fr.f_trace_opcodes, fr.f_trace)
del fr.f_trace
try: del fr.f_lineno
except AttributeError as e: print(e)
try: fr.f_trace_opcodes = 1
except TypeError as e: print(e)
print(sys._current_frames().__len__(), repr(fr)[:7])
