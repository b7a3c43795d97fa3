class Step:
    def __init__(self, v): self.v = v
    def __await__(self): return (yield self.v)
class Range:
    def __init__(self, n): self.n, self.i = n, 0
    def __aiter__(self): return self
    async def __anext__(self):
        if self.i >= self.n: raise StopAsyncIteration
        self.i += 1
        return await Step(self.i)
class CM:
    async def __aenter__(self): print("aenter", await Step("e")); return "target"
    async def __aexit__(self, *a): print("aexit", a[0] and a[0].__name__, await Step("x")); return a[0] is KeyError
def run(coro):
    send = None
    try:
        while True: send = coro.send(send)
    except StopIteration as e: return e.value
    except Exception as e: return repr(e)
async def loop():
    total = 0
    async for i in Range(5):
        if i == 2: continue
        if i == 4: break
        total += i
    else: print("never")
    async for i in Range(2): total += 10
    else: print("else")
    return total
async def managed(error):
    async with CM() as t, CM():
        print(t)
        if error: raise error("body")
    return "fell out"
print(run(loop()), run(managed(None)), run(managed(KeyError)), run(managed(ValueError)))
async def comps():
    return [i async for i in Range(3)], {i: await Step(j) async for i in Range(2) for j in range(2)}, {i async for i in Range(3) if i % 2}, [x for x in [await Step(1), 2]]
print(run(comps()))
class NoNext:
    def __aiter__(self): return 5
class NotAw:
    def __aiter__(self): return self
    def __anext__(self): return 5
class NoExit:
    async def __aenter__(self): pass
async def bad(x):
    async for i in x: pass
async def bad_with(x):
    async with x: pass
for one in (5, NoNext(), NotAw()): print(run(bad(one)))
for one in (5, NoExit(), open): print(run(bad_with(one)))
