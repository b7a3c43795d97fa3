import sys
class Awaitable:
    def __await__(self):
        got = yield "paused"
        return got
async def leaf(n):
    got = await Awaitable()
    return got, n
async def tree():
    first = await leaf(1)
    try: second = await leaf(2)
    except ValueError as e: second = repr(e)
    return [first, second]
c = tree()
print(c.cr_running, c.cr_await, c.cr_frame.f_code.co_name)
print(c.send(None), c.cr_await.__name__, c.send("a"))
try: c.throw(ValueError("thrown"))
except StopIteration as stop: print(stop.value)
try: c.send(None)
except RuntimeError as e: print(e)
class Bad:
    def __await__(self): return 5
class BadCoro:
    def __await__(self): return leaf(1)
async def use(x): await x
for one in (5, Bad(), "text", None, (i for i in [])):
    u = use(one)
    try: u.send(None)
    except TypeError as e: print(e)
async def twice():
    c = leaf(3)
    await c
    await c
t = twice(); t.send(None)
try: t.send(1)
except RuntimeError as e: print(e)
unused = leaf(1)
try: unused.__next__
except AttributeError as e: print(e)
try: iter(unused)
except TypeError as e: print(e)
unused.close()
w = Awaitable().__await__()
print(next(w)); w.close()
coro = leaf(9); wrapper = coro.__await__()
print(type(wrapper).__name__, next(wrapper), type(coro).__name__); coro.close()
