import sys
log = []
def T(frame, event, arg):
    name = frame.f_code.co_name
    if frame.f_code.co_filename != __file__: return None
    log.append((event, name, frame.f_lineno - frame.f_code.co_firstlineno, type(arg).__name__ if not isinstance(arg, (int, str, type(None))) else arg))
    return T
def run(f, *a, tr=T):
    log.clear()
    sys.settrace(tr)
    try: r = f(*a)
    except BaseException as e: r = repr(e)
    sys.settrace(None)
    print(f.__name__, r)
    for l in log: print('  ', *l)
def f1(n):
    total = 0
    for i in range(n):
        if i % 2: continue
        total += i
    else:
        total += 100
    while n:
        n -= 1
        if n == 1: break
    return total
def f2():
    try:
        with open('/nonexistent/x') as f:
            pass
    except OSError as e:
        x = e.errno
    finally:
        y = 1
    return x
def f3():
    return [i * j for i in range(2)
            for j in range(2)
            if i]
def f4():
    class A:
        x = 1
        def m(self):
            return self.x
    return A().m()
def f5(x):
    match x:
        case [1, 2]:
            return 'a'
        case {'k': v}:
            return v
        case _:
            pass
    return (lambda:
            x)()
def f6():
    def gen():
        a = yield 1
        try:
            yield 2
        except ValueError:
            yield 3
    g = gen()
    next(g)
    g.send(1)
    g.throw(ValueError)
    g.close()
def f7():
    x = (1 +
         2 *
         f8(3,
            4))
    assert x, 'no'
    return f'{x}' \
        f'{x!r}'
def f8(a, b=2): return a + b
@(lambda f: f)
@(lambda f: f)
def f9(
    a=1,
    b=2,
):
    """doc"""
    global zz
    zz = 1
    del zz
    import sys as p
    from sys import path, argv
    a, b = b, a
    a: int = 5
    pass
def f10():
    try:
        try:
            1 / 0
        finally:
            a = 1
    except* ZeroDivisionError:
        b = 2
    return a if a else b
def f11():
    async def co():
        async with C() as c:
            async for x in ag():
                await z()
        return 1
    class C:
        async def __aenter__(self): return self
        async def __aexit__(self, *a): pass
    async def ag():
        yield 1
    async def z():
        return
    try: co().send(None)
    except StopIteration as s: return s.value
def f12():
    for x in 1, 2:
        try:
            if x == 1: continue
            return x
        finally:
            y = x
def f13():
    while True:
        with CM():
            break
    with CM(), CM():
        return 1
class CM:
    def __enter__(self): return self
    def __exit__(self, *a): return True
def f14():
    with CM():
        raise ValueError
    return 3
def f15(a):
    if a and (
        a > 1 or
        a < -1
    ):
        return 1
    elif not a: return 2
    else: return (
        3
    )
def f16():
    x = 5; y = 6
    if x: z = 1; w = 2
    for _ in (): pass
    return x
for f, a in ((f1, (4,)), (f2, ()), (f3, ()), (f4, ()), (f5, ([1, 2],)), (f5, ({'k': 3},)), (f5, (7,)), (f6, ()), (f7, ()), (f9, ()), (f10, ()), (f11, ()), (f12, ()), (f13, ()), (f14, ()), (f15, (0,)), (f15, (1,)), (f15, (5,)), (f16, ())):
    run(f, *a)
def T2(frame, event, arg):
    if event == 'call':
        frame.f_trace_opcodes = True
        frame.f_trace_lines = frame.f_code.co_name != 'f8'
    log.append((event, frame.f_code.co_name, frame.f_lasti, frame.f_lineno - frame.f_code.co_firstlineno))
    return T2
run(f7, tr=T2)
run(f12, tr=T2)
def P(frame, event, arg):
    log.append((event, frame.f_code.co_name, frame.f_lineno - frame.f_code.co_firstlineno, getattr(arg, '__name__', arg) if event[0] == 'c' else arg if isinstance(arg, (int, str, type(None))) else type(arg).__name__))
def runp(f, *a):
    log.clear()
    sys.setprofile(P)
    try: r = f(*a)
    except BaseException as e: r = repr(e)
    sys.setprofile(None)
    print('profile', f.__name__, r)
    for l in log: print('  ', *l)
def p1():
    len([1]); [].append(1); 'a'.upper(); int('5'); sorted([2, 1], key=lambda x: -x); list(map(str, [1])); print(end=''); dict(a=1); str(5); max(1, 2); ''.join(['a']); isinstance(1, int)
    try: int('x')
    except ValueError: pass
    try: [].pop()
    except IndexError: pass
    try: len(5)
    except TypeError: pass
    next(iter([1])); {}.get(1); A().m(); A.s(); A.c(); type('x'); object(); super
    (lambda *a: a)(*[1], **{}); len(*[[1]]); f8(*[1]); [].sort(key=None); abs(-1)
class A:
    def __init__(self): pass
    def m(self): return 1
    @staticmethod
    def s(): return 2
    @classmethod
    def c(cls): return 3
    def __len__(self): return 4
    def __add__(self, o): return 5
    def __getattr__(self, n): return n
    def __iter__(self): yield 1
    def __eq__(self, o): return True
    def __hash__(self): return 1
    def __del__(self): pass
def p2():
    a = A()
    len(a); a + 1; a.foo; list(a); a == a; hash(a); {a: 1}[a]; f'{a.m()}'
    for x in a: pass
    [y for y in a]; del a
for f in (p1, p2, f2, f3, f4, f6, f11, f14): runp(f)
def both():
    log.clear(); sys.settrace(T); sys.setprofile(P); f8(1); len([]); sys.setprofile(None); sys.settrace(None)
    for l in log: print('  ', *l)
both()
def local_none(frame, event, arg): log.append((event, frame.f_code.co_name)); return None
run(f1, 1, tr=local_none)
def disable_mid(frame, event, arg):
    log.append((event, frame.f_code.co_name, frame.f_lineno - frame.f_code.co_firstlineno))
    if event == 'line' and frame.f_lineno - frame.f_code.co_firstlineno == 2: sys.settrace(None)
    return disable_mid
run(f1, 3, tr=disable_mid)
def change_local(frame, event, arg):
    if event == 'line' and 'n' in frame.f_locals: frame.f_locals['n'] = 2
    return change_local
print(f1(5)); sys.settrace(change_local); r = f1(5); sys.settrace(None); print(r)
def enable_in():
    sys.settrace(T)
    x = 1
    sys._getframe().f_trace = T
    y = 2
    def q(): return 1
    q()
    sys.settrace(None)
log.clear(); enable_in(); print(log)
exec(compile('def ex():\n  x=1\n  return x\n', __file__, 'exec'))
run(ex)
for bad in (5, 'x'):
    try: sys.settrace(bad); f8(1)
    except TypeError as e: print(e)
    finally: sys.settrace(None)
