def count(n):
    i = 0
    while i < n:
        got = yield i
        if got: print("got", got)
        i += 1
    return "end"
g = count(3); print(next(g), g.send("hello"), next(g))
try: next(g)
except StopIteration as e: print("stop", e.value)
def deleg():
    r = yield from count(2)
    print("result", r)
    yield from "ab"
    return 5
print(list(deleg()))
def closing():
    try: yield 1; yield 2
    except GeneratorExit: print("exit"); raise
    finally: print("finally")
g = closing(); next(g); g.close(); g.close()
def catching():
    while True:
        try: x = yield; print("x", x)
        except ValueError as e: print("caught", e); yield "from except"
g = catching(); next(g); g.send(1); print(g.throw(ValueError("boom"))); next(g)
try: g.throw(KeyError("out"))
except KeyError as e: print("escaped", e)
print(list(g), sum(x * x for x in range(5)), dict((k, v) for k, v in zip("ab", [1, 2])), any(x > 2 for x in [1, 2, 3]), max((len(w) for w in ["a", "bbb"]), default=0))
def tree(t):
    if isinstance(t, list):
        for x in t: yield from tree(x)
    else: yield t
print(list(tree([1, [2, [3, [4]], 5]])))
def fib():
    a, b = 0, 1
    while 1: yield a; a, b = b, a + b
f = fib(); print([next(f) for _ in range(15)])
def ignores():
    try: yield 1
    except GeneratorExit: yield 2
g = ignores(); next(g)
try: g.close()
except RuntimeError as e: print(e)
def stops(): yield 1; raise StopIteration("inside")
try: list(stops())
except RuntimeError as e: print(e, repr(e.__cause__))
g = count(1)
try: g.send(5)
except TypeError as e: print(e)
ge = (x for x in [1, 2]); print(type(ge).__name__, next(ge), list(ge), list(ge))
lazy = (print("eval", x) or x for x in range(3)); print("made"); print(next(lazy))
def throw_early():
    yield 1
g = throw_early()
try: g.throw(ValueError, "v")
except ValueError as e: print(e)
print(list(g))
def ret_in_finally():
    try: yield 1
    finally: return "r"
g = ret_in_finally(); next(g)
try: next(g)
except StopIteration as e: print(e.value)
