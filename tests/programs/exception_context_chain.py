def show(e, depth=0):
    while e is not None:
        print("  " * depth + repr(e), "suppress" if e.__suppress_context__ else "")
        if e.__cause__ is not None: show(e.__cause__, depth + 1)
        e, depth = e.__context__, depth + 1
try:
    try:
        try: 1 / 0
        except ZeroDivisionError: raise KeyError("second")
    except KeyError as k: raise ValueError("third") from k
except ValueError as v: show(v)
try:
    try: {}["x"]
    except KeyError: raise IndexError from None
except IndexError as e: show(e)
try:
    try: raise OSError
    finally: raise EOFError
except EOFError as e: show(e)
e = ValueError("self")
try:
    try: raise e
    except ValueError: raise e
except ValueError as caught: show(caught); print(caught is e)
a, b = KeyError("a"), KeyError("b")
try:
    try: raise a
    except KeyError:
        try: raise b
        except KeyError: raise a
except KeyError as caught: show(caught)
for bad in ("raise 5", "raise ValueError from 5", "raise ValueError from ValueError", "raise", "raise None", "raise ValueError() from None"):
    try: exec(bad)
    except BaseException as error: print(bad, repr(error), repr(error.__cause__))
