import sys
def trace(f, *a):
    lines = []
    def t(frame, event, arg):
        if frame.f_code.co_filename != __file__: return None
        if event in ("line", "call", "return"): lines.append((event[0], frame.f_lineno - f.__code__.co_firstlineno))
        return t
    sys.settrace(t)
    try: f(*a)
    except Exception as e: lines.append(type(e).__name__)
    finally: sys.settrace(None)
    print(f.__name__, *lines)
def loop(n):
    for i in range(n):
        if i % 2:
            continue
        else:
            pass
    else:
        n = 5
    while n:
        n -= 2
        if n == 1:
            break
    return n
def multi(a):
    x = (a +
         1 +
         a)
    y = [a,
         x,
         ]
    return dict(
        a=a,
        b=x,
    )
def withs():
    with open(__file__) as f:
        pass
    with open(__file__) as f, \
            open(__file__) as g:
        x = 1
        return x
def tries(kind):
    try:
        if kind: raise kind
    except KeyError:
        x = 1
    except ValueError as e:
        x = 2
    else:
        x = 3
    finally:
        x = 4
    return x
def matching(v):
    match v:
        case 1:
            return "one"
        case [a, b] if a > b:
            return a
        case {"k": k}:
            return k
        case _:
            pass
    assert v, "no v"
    del v
def one_line(): return 1; x = 2
def nested():
    f = lambda: (
        1)
    return f()
def ternary(a):
    return (a
            if a
            else
            -1)
trace(loop, 3); trace(loop, 0); trace(multi, 1); trace(withs); trace(tries, None); trace(tries, KeyError()); trace(tries, ValueError()); trace(tries, TypeError()); trace(matching, 1); trace(matching, [2, 1]); trace(matching, {"k": 0}); trace(matching, 0); trace(matching, 5); trace(one_line); trace(nested); trace(ternary, 0); trace(ternary, 1)
