@a.b(c)
async def f():
    async with d as e: await g
    async for h in i: yield h
