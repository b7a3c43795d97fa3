def f(*excs):
    try:
        raise ExceptionGroup("g", list(excs))
    except* ValueError as g:
        print("values", g.exceptions)
    except* (TypeError, KeyError) as g:
        print("others", g.exceptions)
    else: print("else")
    finally: print("finally")
f(ValueError(1), TypeError(2), ValueError(3))
f(KeyError("k"))
try: f(OSError("o"), ValueError(4))
except ExceptionGroup as g: print("left", g.exceptions)
try:
    raise ValueError("naked")
except* ValueError as g: print(repr(g))
try:
    try: raise ExceptionGroup("g", [ValueError(1)])
    except* ValueError: raise TypeError("new")
except BaseException as e: print(repr(e), repr(e.__context__ or getattr(e, "exceptions", None)))
