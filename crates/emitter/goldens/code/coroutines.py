async def f(a):
    await a
    async with a as b, c:
        async for d in e:
            yield d
    x = [g async for g in h if await i]
    return
async def g():
    return [await x for x in y]
