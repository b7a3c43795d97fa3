import sys
def jumping(f, moves, *args):
    done = []
    def t(frame, event, arg):
        if frame.f_code is not f.__code__: return None
        if event == "line":
            at = frame.f_lineno - f.__code__.co_firstlineno
            if at in moves and at not in done:
                done.append(at)
                try: frame.f_lineno = f.__code__.co_firstlineno + moves[at]
                except ValueError as e: print("  no:", e)
        return t
    sys.settrace(t)
    try: print(f.__name__, moves, f(*args))
    except Exception as e: print(f.__name__, moves, repr(e))
    finally: sys.settrace(None)
def straight():
    out = []
    out.append(2)
    out.append(3)
    out.append(4)
    return out
def loop():
    out = []
    for i in range(3):
        out.append(i)
        out.append("b")
    out.append("after")
    return out
def tried():
    out = []
    try:
        out.append("try")
        1 / 0
    except ZeroDivisionError:
        out.append("except")
    finally:
        out.append("finally")
    return out
def withs():
    out = []
    with open(__file__):
        out.append("in")
        out.append("in2")
    out.append("out")
    return out
jumping(straight, {2: 4}); jumping(straight, {4: 2}); jumping(straight, {3: 5}); jumping(straight, {2: 50}); jumping(straight, {2: -5}); jumping(straight, {3: 1})
jumping(loop, {3: 5}); jumping(loop, {4: 3}); jumping(loop, {5: 3}); jumping(loop, {2: 6}); jumping(loop, {3: 2}); jumping(loop, {1: 4})
jumping(tried, {3: 8}); jumping(tried, {4: 9}); jumping(tried, {2: 9}); jumping(tried, {1: 4}); jumping(tried, {8: 3}); jumping(tried, {6: 8}); jumping(tried, {1: 6})
jumping(withs, {3: 5}); jumping(withs, {1: 3}); jumping(withs, {5: 3}); jumping(withs, {4: 3})
def unset():
    if False: x = 1
    y = 2
    return y
jumping(unset, {2: 1})
f = sys._getframe()
try: f.f_lineno = 1
except ValueError as e: print(e)
