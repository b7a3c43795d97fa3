import sys, traceback
def show(f, *a):
    try: print('->', f(*a))
    except BaseException as e:
        traceback.print_exception(e, file=sys.stdout)
def eg():
    raise ExceptionGroup('many', [ValueError(1), TypeError('t'), ExceptionGroup('inner', [KeyError('k'), OSError(2, 'no', 'file')])])
def es1():
    try: eg()
    except* ValueError as g: print('V', g.exceptions)
    except* (TypeError, KeyError) as g: print('T', g, g.exceptions)
    else: print('else')
    finally: print('fin')
show(es1)
def es2():
    try: raise ValueError('plain')
    except* ValueError as g: print(repr(g)); raise
show(es2)
def es3():
    try: eg()
    except* ValueError: raise RuntimeError('new')
    except* TypeError as e: raise KeyError('other') from e
show(es3)
def es4():
    try: pass
    except* ValueError: print('no')
    else: print('else')
show(es4)
def es5():
    try: eg()
    except* ExceptionGroup: pass
show(es5)
def es6():
    for i in range(3):
        try:
            try: eg()
            except* OSError as g: pass
        except ExceptionGroup as g: print(i, g.exceptions)
show(es6)
def es7():
    try: raise BaseExceptionGroup('b', [KeyboardInterrupt(), ValueError()])
    except* ValueError: pass
show(es7)
def es8():
    try: raise ValueError
    except* 5: pass
show(es8)
class MyG(ExceptionGroup):
    def derive(self, excs): return MyG(self.message + '!', excs)
def es9():
    try: raise MyG('mine', [ValueError(1), TypeError(2)])
    except* TypeError as g: print(type(g), g)
show(es9)
def es10():
    try:
        try: raise ExceptionGroup('a', [ValueError(1)])
        except* ValueError as g: raise g
    except ExceptionGroup as h: print(h.exceptions, repr(h.__context__), repr(h.__cause__))
show(es10)
g = ExceptionGroup('x', [ValueError(1), ExceptionGroup('y', [TypeError(2), ValueError(3)])])
print(g.split(ValueError), g.subgroup(TypeError), g.split(lambda e: True), g.subgroup(KeyError), g.split((TypeError, ValueError)), g.subgroup(lambda e: isinstance(e, ExceptionGroup)))
for a in ((), ('x',), ('x', []), ('x', 5), (5, [ValueError()]), ('x', [5]), ('x', [KeyboardInterrupt()]), ('x', [ValueError], 1)):
    try: print(ExceptionGroup(*a))
    except BaseException as e: print(type(e).__name__, e)
print(type(BaseExceptionGroup('x', [ValueError()])), type(BaseExceptionGroup('x', [SystemExit()])), g.message, g.exceptions)
def chain():
    try:
        try: 1/0
        except ZeroDivisionError as e: raise KeyError('k') from e
    except KeyError:
        raise ValueError('v')
show(chain)
def none():
    try: 1/0
    except ZeroDivisionError: raise KeyError('k') from None
show(none)
def notes():
    e = ValueError('with notes'); e.add_note('one'); e.add_note('two\nlines'); raise e
show(notes)
def badnotes():
    e = ValueError('x'); e.__notes__ = 5; raise e
show(badnotes)
def badnotes2():
    e = ValueError('x'); e.__notes__ = ['a', 5, None]; raise e
show(badnotes2)
class NoStr(Exception):
    def __str__(self): raise RuntimeError
def nostr(): raise NoStr
show(nostr)
def rec(): rec()
try: rec()
except RecursionError as e: print(e)
def fin():
    for i in range(3):
        try: continue
        finally: print('f', i)
    while True:
        try: break
        finally: print('w')
    try: return 'a'
    finally:
        try: raise KeyError
        except KeyError: print('k')
show(fin)
def fin2():
    try: raise ValueError
    finally: return 5
show(fin2)
def fin3():
    for x in 'ab':
        try: raise ValueError(x)
        except ValueError as e:
            try: continue
            finally: print(repr(sys.exc_info()[1]))
    try: e
    except NameError as n: print(n, type(n))
    print(sys.exc_info())
show(fin3)
def cycle():
    a = ValueError('a'); b = KeyError('b'); a.__context__ = b; b.__context__ = a; raise a
show(cycle)
def cause():
    raise ValueError from TypeError
show(cause)
def badcause(): raise ValueError from 5
show(badcause)
def badraise(): raise 5
show(badraise)
def badraise2(): raise int
show(badraise2)
class R(Exception):
    def __new__(cls, *a): return 5
def badraise3(): raise R
show(badraise3)
def reraise(): raise
show(reraise)
def badexc():
    try: raise ValueError
    except 5: pass
show(badexc)
def badexc2():
    try: raise ValueError
    except (TypeError, 'x'): pass
show(badexc2)
def tb():
    try: 1/0
    except ZeroDivisionError as e: raise e.with_traceback(None)
show(tb)
def inctx():
    class CM:
        def __enter__(self): return self
        def __exit__(self, *a): print(a[0]); raise KeyError('exit')
    with CM(): raise ValueError('body')
show(inctx)
def swallow():
    class CM:
        def __init__(self, r): self.r = r
        def __enter__(self): print('enter', self.r); return self
        def __exit__(self, *a): print('exit', self.r, a[0]); return self.r
    with CM(True) as a, CM(False) as b: raise ValueError
    with (CM(0) as a, CM(1)): return a.r
show(swallow)
e = OSError(2, 'msg', 'f1', None, 'f2'); print(e, e.errno, e.strerror, e.filename, e.filename2, repr(e), type(e), e.args)
print(OSError(13, 'x'), type(OSError(17, 'x')), OSError('a'), OSError(), OSError(1, 2, 3, 4, 5), type(OSError(11, 'a', 'b')))
print(UnicodeDecodeError('utf-8', b'abc', 0, 1, 'r'), UnicodeEncodeError('ascii', 'aé', 1, 2, 'r'), UnicodeTranslateError('é', 0, 1, 'r'))
print(SyntaxError('m', ('f', 1, 2, 'text')), repr(SyntaxError('m')), KeyError('a'), KeyError('a', 'b'), KeyError(), StopIteration(5).value, SystemExit(3).code, SystemExit().code, SystemExit(1, 2).code, ImportError('m', name='n', path='p').name, AttributeError('m', name='n', obj=5).obj, NameError('m', name='x').name)
for c, a in ((ImportError, dict(foo=1)), (AttributeError, dict(foo=1)), (ValueError, dict(x=1)), (OSError, dict(x=1))):
    try: c(**a)
    except TypeError as e: print(e)
