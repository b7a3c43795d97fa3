try:
    raise ValueError("x")
except ValueError as error:
    kept = error
try:
    print(error)
except NameError as e:
    print(e)
def f():
    e = "before"
    try: raise KeyError
    except KeyError as e: pass
    try: return e
    except UnboundLocalError as x: return str(x)
print(f())
def g():
    try: raise ValueError
    except ValueError as e:
        del e
    return "deleted inside"
print(g())
def h():
    try: raise ValueError
    except ValueError as e:
        e = "rebound"
    try: e
    except UnboundLocalError: return "gone"
print(h(), kept.args)
import sys
def now(): return sys.exc_info()[0]
try: raise KeyError
except KeyError:
    print(now())
    try: raise TypeError
    except TypeError: print(now())
    print(now())
print(now())
def gen():
    try: raise OSError
    except OSError:
        yield now()
        yield now()
try: raise EOFError
except EOFError:
    i = gen()
    print(next(i), now(), next(i), now())
