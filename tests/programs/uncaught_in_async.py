class Step:
    def __await__(self):
        yield
        raise LookupError("deep in await")
async def inner(): return await Step()
async def outer():
    async def nested():
        return [await inner() for _ in range(1)]
    return await nested()
c = outer()
c.send(None)
c.send(None)
