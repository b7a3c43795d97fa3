import sys
log = []
class Fut:
    def __await__(self):
        got = yield self
        return got
async def agen(n):
    try:
        for i in range(n):
            got = yield i
            log.append(got)
            await Fut()
    except ValueError as e:
        yield ("caught", e.args)
    finally:
        log.append("fin")
def run(co):
    try:
        v = None
        while True: v = co.send(v)
    except StopIteration as e: return e.value
async def consume():
    out = []
    async for x in agen(3): out.append(x)
    return out
print(run(consume()), log)
sys.set_asyncgen_hooks(firstiter=lambda g: log.append(("first", g.__name__)), finalizer=lambda g: log.append(("final", g.__name__)))
print(sys.get_asyncgen_hooks().firstiter is not None)
async def partial():
    g = agen(5)
    async for x in g: break
    print(g.ag_running, g.ag_frame is not None, g.ag_await, g.ag_code.co_name)
    return x
print(run(partial())); print(log[-2:])
async def sends():
    g = agen(3)
    print(await g.asend(None)); print(await g.asend("hello")); print(await g.athrow(ValueError("v")))
    try: print(await g.__anext__())
    except StopAsyncIteration as e: print("stop", e.args)
    await g.aclose()
run(sends()); print(log)
async def misuse():
    g = agen(2)
    a = g.asend(None)
    try: g.asend(1).send(1)
    except Exception as e: print(type(e).__name__, e)
    print(await a)
    try: await a
    except Exception as e: print(type(e).__name__, e)
    try: await g.athrow(TypeError)
    except Exception as e: print(type(e).__name__, e)
    await g.aclose(); await g.aclose()
run(misuse())
async def ignore():
    try: yield 1
    except GeneratorExit: yield 2
async def c2():
    g = ignore(); await g.asend(None)
    try: await g.aclose()
    except Exception as e: print(type(e).__name__, e)
run(c2())
async def comp():
    return [x async for x in agen(3) if x], {x: y async for x in agen(2) for y in "ab"}, [await z for z in [Fut(), Fut()]]
print(run(comp()))
async def anx():
    g = agen(1)
    print(await anext(g)); print(await anext(g, "default"))
    try: await anext(g)
    except StopAsyncIteration: print("SAI")
run(anx())
class CM:
    async def __aenter__(self): log.append("enter"); return await Fut() or self
    async def __aexit__(self, *a): log.append(("exit", a[0] and a[0].__name__)); return True
async def cms():
    async with CM() as a, CM() as b: raise KeyError(1)
    for v in (1, None):
        try:
            async with v: pass
        except Exception as e: print(type(e).__name__, e)
    try:
        async for i in [1]: pass
    except Exception as e: print(type(e).__name__, e)
    try: await 3
    except Exception as e: print(type(e).__name__, e)
run(cms()); print(log[-4:])
co = consume()
print(co.cr_running, co.cr_await, co.cr_origin, co.cr_frame.f_lineno)
co.close()
try: co.send(None)
except RuntimeError as e: print(e)
sys.set_coroutine_origin_tracking_depth(2)
co = consume(); print([(o[1] > 0, o[2]) for o in co.cr_origin]); co.close()
async def raises(): raise StopIteration(3)
try: raises().send(None)
except RuntimeError as e: print(e, repr(e.__cause__))
async def raises2():
    yield 1
    raise StopAsyncIteration
async def drive():
    g = raises2(); await g.asend(None)
    try: await g.asend(None)
    except RuntimeError as e: print(e, repr(e.__cause__))
run(drive())
