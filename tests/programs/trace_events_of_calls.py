import sys
events = []
def tracer(frame, event, arg):
    if frame.f_code.co_filename != __file__: return None
    line = frame.f_lineno - frame.f_code.co_firstlineno
    events.append((frame.f_code.co_name, event, line, arg if event == "return" else arg[0].__name__ if event == "exception" else None))
    return tracer
def run(f, *a):
    events.clear()
    sys.settrace(tracer)
    try: f(*a)
    except Exception: pass
    finally: sys.settrace(None)
    for e in events: print(*e)
    print("--")
def callee(n):
    if n:
        return n * 2
    raise ValueError
def caller():
    x = callee(1)
    try:
        callee(0)
    except ValueError:
        x = 3
    finally:
        x = 4
    return x
def gen():
    yield 1
    try:
        yield 2
    finally:
        pass
def use():
    for i in gen():
        pass
    g = gen()
    next(g)
    g.close()
    return [
        j
        for j in (1, 2)
        if j > 1
    ]
def deco(f):
    return f
def classes():
    @deco
    class C:
        x = 1
        def m(self):
            return 5
    return C().m()
for f in (caller, use, classes): run(f)
