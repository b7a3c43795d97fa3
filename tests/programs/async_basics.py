async def f(x):
    return x * 2
async def g():
    a = await f(1)
    b = await f(a)
    return a, b
def run(coro):
    try:
        while True: coro.send(None)
    except StopIteration as e: return e.value
print(run(g()))
class Aw:
    def __init__(self, v): self.v = v
    def __await__(self):
        got = yield ("suspended", self.v)
        return got
async def h():
    r = await Aw(5)
    return ("result", r)
c = h(); print(c.send(None), c.cr_running, c.cr_frame is not None)
try: c.send("resumed")
except StopIteration as e: print(e.value)
class Ctx:
    async def __aenter__(self): print("aenter"); return 1
    async def __aexit__(self, *a): print("aexit", a[0]); return True
class It:
    def __init__(self): self.i = 0
    def __aiter__(self): return self
    async def __anext__(self):
        self.i += 1
        if self.i > 3: raise StopAsyncIteration
        return self.i
async def agen():
    for i in range(3):
        x = yield i
async def k():
    async with Ctx() as c: print(c); raise ValueError
    async for i in It(): print(i)
    else: print("else")
    print([i async for i in agen()], {i: j async for i in agen() for j in "a"}, [await f(i) for i in range(2)])
    return [x async for x in It() if x % 2]
print(run(k()))
c = f(1); print(type(c).__name__, c.__name__, type(agen()).__name__); c.close()
for bad in ("run(5)", "(lambda: (yield))().send(1)"):
    try: eval(bad)
    except Exception as e: print(type(e).__name__, e)
