match x:
    case [1, _]:
        pass
match = case = _ = type = 1
async def f():
    await g()
False, None, True
lambda: not (a is not b or c not in d)
