class Pause:
    def __await__(self): return (yield "pause")
async def ag():
    try:
        got = yield 1
        print("got", got)
        await Pause()
        yield 2
    except ValueError as e:
        print("caught", e)
        yield "handled"
    finally: print("cleanup")
def drive(awaitable, *sends):
    out = []
    try:
        value = None
        for value in (None,) + sends: out.append(awaitable.send(value))
    except BaseException as e: out.append((type(e).__name__, getattr(e, "value", e.args)))
    return out
a = ag()
print(drive(a.asend(None)), drive(a.asend("x"), "resume"), drive(a.asend(None)), drive(a.asend(None)))
a = ag(); print(drive(a.__anext__()), drive(a.athrow(ValueError("v"))), drive(a.aclose()), drive(a.aclose()), drive(a.__anext__()))
a = ag(); print(drive(a.asend(1)))
a = ag(); print(drive(a.aclose()), a.ag_running, a.ag_frame)
a = ag(); one = a.__anext__(); drive(one)
for act in (lambda: one.send(None), lambda: one.throw(KeyError)):
    try: print(act())
    except BaseException as e: print(type(e).__name__, e)
async def use():
    out = [i async for i in ag() if i]
    gen = (j async for j in ag())
    async for k in gen:
        out.append(k); break
    await gen.aclose()
    return out
print(drive(use(), "r"))
async def stops():
    yield 1
    raise StopAsyncIteration
async def eats():
    try:
        async for x in stops(): print(x)
    except RuntimeError as e: print(e, repr(e.__cause__))
drive(eats())
