import sys
def outer(a, *args, k=2, **kw):
    b = a + 1
    def inner():
        f = sys._getframe()
        return f.f_code.co_name, f.f_back.f_code.co_name, sorted(f.f_back.f_locals), f.f_globals is globals(), f.f_lineno - f.f_code.co_firstlineno, f.f_builtins["len"] is len
    return inner()
print(outer(1, 2, x=3))
def level(n): return sys._getframe(n).f_code.co_name
print(level(0), level(1))
for bad in (lambda: sys._getframe(10 ** 6), lambda: sys._getframe("x"), lambda: sys._getframe(-1).f_code.co_name):
    try: print(bad())
    except Exception as e: print(type(e).__name__, e)
def keep():
    x = [1, 2]
    return sys._getframe()
f = keep()
print(f.f_locals, f.f_back is None, f.f_trace, f.f_trace_lines, f.f_trace_opcodes)
f.clear()
print(f.f_locals)
def g():
    yield sys._getframe()
it = g(); fr = next(it)
print(fr is it.gi_frame, fr.f_back, fr.f_code.co_name)
fr.clear()
print(it.gi_frame, list(it))
def running():
    try: sys._getframe().clear()
    except RuntimeError as e: print(e)
running()
for attr in ("f_code", "f_back", "f_lasti", "f_globals"):
    try: setattr(f, attr, None)
    except AttributeError as e: print(e)
print(type(f).__name__, repr(f).split(" at ")[0])
