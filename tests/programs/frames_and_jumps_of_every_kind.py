import sys, traceback, types
def lines(f): return f.f_lineno - f.f_code.co_firstlineno
def outer(a, *b, c=1, **d):
    loc = 2
    def inner(e):
        nonlocal loc
        loc += e
        f = sys._getframe()
        print(f.f_code.co_name, f.f_back.f_code.co_name, f.f_back.f_back.f_code.co_name, sorted(f.f_locals), sorted(f.f_back.f_locals), f.f_locals is f.f_locals, f.f_globals is globals(), f.f_builtins['len'] is len)
        f.f_locals['loc'] = 99; f.f_locals['new'] = 1
        print(loc, f.f_locals['loc'], 'new' in f.f_locals, locals().get('new'))
        return f
    fr = inner(3)
    print(lines(fr), fr.f_back, fr.f_lasti > 0)
    return sys._getframe(), locals()
fr, lo = outer(1, 2, d=3)
print(sorted(lo), fr.f_locals.keys() == lo.keys(), lines(fr), repr(fr).split(',')[1:])
for bad in (-1, 1000, 'x'):
    try: print(sys._getframe(bad).f_code.co_name)
    except Exception as e: print(type(e).__name__, e)
for attr in ('f_lineno', 'f_code', 'f_locals', 'f_back', 'f_trace', 'f_trace_lines', 'f_trace_opcodes', 'f_globals', 'f_lasti', 'nope'):
    try: setattr(fr, attr, 5); print('set', attr, getattr(fr, attr))
    except Exception as e: print(attr, type(e).__name__, e)
    try: delattr(fr, attr); print('del', attr)
    except Exception as e: print(attr, type(e).__name__, e)
try: types.FrameType()
except TypeError as e: print(e)
fr.clear(); print(fr.f_locals)
try: sys._getframe().clear()
except RuntimeError as e: print(e)
def g():
    x = [1]
    yield x
    y = 2
    yield y
i = g(); print(i.gi_frame.f_locals, i.gi_frame.f_lineno - g.__code__.co_firstlineno); next(i); f = i.gi_frame; print(f.f_locals, lines(f), f.f_back); next(i); print(f.f_locals, lines(f)); list(i); print(f.f_locals, f.f_lineno, i.gi_frame)
def runs():
    def me():
        yield sys._getframe().f_back.f_code.co_name, it.gi_frame.f_back.f_code.co_name
        try: it.gi_frame.clear()
        except RuntimeError as e: yield str(e)
    it = me(); print(list(it))
runs()
class K:
    v = 1
    f = sys._getframe()
    f.f_locals['w'] = 2
    print(w, f.f_locals is locals(), sorted(k for k in f.f_locals if k[0] != '_'))
print(K.w)
def ex():
    exec('q = 5; import sys; f = sys._getframe(); print(f.f_code.co_name, f.f_code.co_filename, f.f_back.f_code.co_name, "q" in f.f_locals)')
    try: q
    except NameError as e: print(e)
ex()
def locs():
    a = 1
    l1 = locals(); b = 2; l2 = locals()
    print(l1 is l2, sorted(l1)); del a; print(sorted(locals()))
    for i in range(2): l3 = locals()
    return sorted(l3)
print(locs())
def unbound():
    try: print(x)
    except UnboundLocalError as e: print(e)
    x = 1
    del x
    try: x
    except UnboundLocalError as e: print(e)
    def c(): return y
    try: c()
    except NameError as e: print(e)
    y = 1; print(c()); del y
    try: c()
    except NameError as e: print(e)
unbound()
def jump(f, src, dst, *a):
    done = []
    def tr(frame, ev, arg):
        if frame.f_code is f.__code__ and ev == 'line' and lines(frame) == src and not done:
            done.append(1)
            try: frame.f_lineno = f.__code__.co_firstlineno + dst
            except Exception as e: print('  jump', type(e).__name__, e)
        return tr
    sys.settrace(tr)
    try: r = f(*a)
    except BaseException as e: r = repr(e)
    sys.settrace(None); print(f.__name__, src, dst, r)
def j1(out):
    out.append(1)
    out.append(2)
    for i in range(2):
        out.append(i)
    try:
        out.append('t')
    except ValueError:
        out.append('e')
    finally:
        out.append('f')
    with CM():
        out.append('w')
    while len(out) < 20:
        out.append('l')
        if len(out) > 15:
            break
    x = [i
         for i in 'ab']
    out.append(7)
    return out
class CM:
    def __enter__(self): pass
    def __exit__(self, *a): pass
for s in (1, 2, 4, 6, 8, 10, 12, 14, 15, 19):
    for d in (0, 1, 2, 3, 4, 6, 8, 10, 11, 12, 13, 14, 18, 19, 20, 30):
        jump(j1, s, d, [])
def j2():
    yield 1
    x = 2
    yield 3
def j2run():
    pass
try: fr.f_lineno = 1
except ValueError as e: print(e)
def ev(frame, event, arg):
    if event in ('call', 'return', 'exception') and frame.f_code.co_name == 'j3':
        try: frame.f_lineno = frame.f_code.co_firstlineno + 1
        except ValueError as e: print(event, e)
    return ev
def j3():
    try: 1/0
    except ZeroDivisionError: pass
    return 1
sys.settrace(ev); j3(); sys.settrace(None)
def tbtest():
    def a(): b()
    def b(): raise ValueError
    try: a()
    except ValueError as e:
        tb = e.__traceback__
        while tb: print(tb.tb_frame.f_code.co_name, tb.tb_lineno - tb.tb_frame.f_code.co_firstlineno, tb.tb_lasti > 0); tb = tb.tb_next
        t = e.__traceback__
        try: t.tb_next = t
        except ValueError as x: print(x)
        try: t.tb_next = 5
        except TypeError as x: print(x)
        n = types.TracebackType(None, t.tb_frame, 4, 7); print(n.tb_lineno, n.tb_lasti, n.tb_next)
        t.tb_next.tb_next = None
        print(len(traceback.extract_tb(t)))
        try: del t.tb_next
        except TypeError as x: print(x)
        traceback.clear_frames(t)
tbtest()
