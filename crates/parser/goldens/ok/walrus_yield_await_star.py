(a := 1)
[b := 1, 2]
if (a := f()): pass
def f():
    x = yield
    yield a
    yield a, b
    yield *a, b
    yield from b
    z = yield from c
    return *a, b
    (yield)
async def g():
    return [await x async for y in z if await w]
    await a ** 2
    -await b
