def g():
    log = []
    while True:
        try:
            got = yield list(log)
            log.append(got)
        except ValueError as e:
            log.append(("caught", e.args))
        except GeneratorExit:
            print("closing", log)
            raise
it = g()
print(next(it), it.send(1), it.throw(ValueError("a", 2)), it.throw(ValueError), it.throw(ValueError, "old", None), it.send(None))
it.close(); it.close()
for act in (lambda: next(it), lambda: it.send(1), lambda: it.throw(KeyError("k")), lambda: g().send(5), lambda: g().throw(KeyError("early")), lambda: g().throw(5), lambda: g().throw(ValueError("x"), "y"), lambda: g().throw(ValueError, None, 5)):
    try: print(act())
    except BaseException as error: print(type(error).__name__, error)
def stubborn():
    try: yield 1
    except GeneratorExit: yield 2
s = stubborn(); next(s)
try: s.close()
except RuntimeError as error: print(error)
def stops():
    yield 1
    raise StopIteration("inner")
try: list(stops())
except RuntimeError as error: print(error, repr(error.__cause__), error.__suppress_context__)
def returns():
    try: yield 1
    finally: return "value"
r = returns(); next(r)
try: r.throw(KeyError)
except StopIteration as stop: print(stop.value)
