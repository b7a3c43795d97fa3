def inner():
    try:
        got = yield "in 1"
        print("inner got", got)
        got = yield "in 2"
        print("inner got", got)
        return "inner result"
    except ValueError as e:
        print("inner caught", e)
        yield "recovered"
        return "after error"
    finally: print("inner ends")
def outer():
    result = yield from inner()
    print("outer result", result)
    yield from (i * 2 for i in range(2))
    yield from [7]
    return "outer done"
def run(*steps):
    g = outer()
    for kind, value in steps:
        try: print(kind, getattr(g, kind)(*value))
        except BaseException as e: print(kind, "->", type(e).__name__, e)
run(("__next__", ()), ("send", (1,)), ("send", (2,)), ("send", (None,)), ("__next__", ()), ("__next__", ()))
run(("__next__", ()), ("throw", (ValueError("v"),)), ("__next__", ()), ("close", ()))
run(("__next__", ()), ("throw", (KeyError("k"),)))
run(("__next__", ()), ("close", ()), ("__next__", ()))
class Custom:
    def __iter__(self): return self
    def __next__(self): return "n"
    def send(self, v): return ("sent", v)
    def throw(self, *a): raise StopIteration("from throw")
    def close(self): print("custom closed")
def over():
    return (yield from Custom())
c = over()
print(next(c), c.send(3), c.gi_yieldfrom.__class__.__name__)
try: c.throw(ValueError)
except StopIteration as e: print(e.value)
c = over(); next(c); c.close()
class NoSend:
    def __iter__(self): return iter([1, 2])
def plain(): yield from NoSend()
p = plain(); next(p)
try: p.send(1)
except AttributeError as e: print(e)
