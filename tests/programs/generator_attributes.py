def g(a):
    x = yield a
    yield x
it = g(1)
print(it.gi_frame.f_locals, it.gi_running, it.gi_suspended, it.gi_code.co_name, it.gi_yieldfrom, it.__name__, it.__qualname__)
next(it)
print(it.gi_frame.f_lineno, it.gi_frame.f_lasti > 0, it.gi_suspended)
it.__name__ = "renamed"; it.__qualname__ = "other.renamed"
print(repr(it)[:31])
for bad in ("it.__name__ = 5", "it.gi_running = 1", "del it.__name__"):
    try: exec(bad)
    except Exception as e: print(type(e).__name__, e)
list(it)
print(it.gi_frame, it.gi_suspended)
def running():
    print(me.gi_running, me.gi_frame.f_code.co_name)
    try: next(me)
    except ValueError as e: print(e)
    yield 1
me = running()
next(me)
genexp = (i for i in [1, 2, 3] if i > 1)
print(genexp.__name__, genexp.gi_code.co_name, list(genexp), list(genexp))
