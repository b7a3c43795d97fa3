print('# coroutines')
class Pause:
    def __init__(self, value):
        self.value = value
    def __await__(self):
        got = yield self.value
        return got
def drive(coroutine, sends):
    for value in sends:
        try:
            if isinstance(value, BaseException) or isinstance(value, type):
                print('threw', coroutine.throw(value))
            else:
                print('step', coroutine.send(value))
        except StopIteration as stop:
            print('returned', stop.value)
            break
        except BaseException as error:
            print('raised', type(error).__name__, error.args, type(error.__cause__).__name__)
            break
    coroutine.close()
async def inner1(a, b):
    try:
        await Pause(a)
    finally:
        print('finally', 3)
    a = await Pause(b) or 1
    return a, b
async def agen4(a, b):
    (yield b)
    yield 'end'
class Context5:
    async def __aenter__(self):
        print('aenter', await Pause('in'))
        return self
    async def __aexit__(self, kind, value, trace):
        print('aexit', kind and kind.__name__, await Pause('out'))
        return False
async def outer2(a, b):
    print([(i, await Pause(i)) async for i in agen4(a, 1) if await Pause(7) or True])
    return a
async def pairs(n):
    for i in range(n):
        yield i, i * i
drive(outer2(4, 1), [None, RuntimeError, None, 7, None, 2, 4])
drive(outer2(0, 0), [None, 5, 7, None, 5, KeyError('k'), ValueError, 6, 1, 4])
drive(outer2(4, 1), [None, None, 4, None, None])
ag6 = agen4(1, 2)
one = ag6.asend(None)
try:
    while True:
        print(one.send(3))
except BaseException as error:
    print(type(error).__name__, error.args)
one = ag6.__anext__()
try:
    while True:
        print(one.send(None))
except BaseException as error:
    print(type(error).__name__, error.args)
one = ag6.aclose()
try:
    while True:
        print(one.send(3))
except BaseException as error:
    print(type(error).__name__, error.args)
one = ag6.__anext__()
try:
    while True:
        print(one.send(None))
except BaseException as error:
    print(type(error).__name__, error.args)
one = ag6.asend(None)
try:
    while True:
        print(one.send(None))
except BaseException as error:
    print(type(error).__name__, error.args)
print('# coroutines')
class Pause:
    def __init__(self, value):
        self.value = value
    def __await__(self):
        got = yield self.value
        return got
def drive(coroutine, sends):
    for value in sends:
        try:
            if isinstance(value, BaseException) or isinstance(value, type):
                print('threw', coroutine.throw(value))
            else:
                print('step', coroutine.send(value))
        except StopIteration as stop:
            print('returned', stop.value)
            break
        except BaseException as error:
            print('raised', type(error).__name__, error.args, type(error.__cause__).__name__)
            break
    coroutine.close()
async def inner7(a, b):
    print([i for i in range(1)])
    return a, b
async def agen9(a, b):
    if isinstance(b, int) and not len('b') < -3:
        print('sent', await Pause(b))
        await Pause(b)
    yield 'end'
class Context10:
    async def __aenter__(self):
        print('aenter', await Pause('in'))
        return self
    async def __aexit__(self, kind, value, trace):
        print('aexit', kind and kind.__name__, await Pause('out'))
        return None
async def outer8(a, b):
    print('inner', await inner7(a, 0))
    print([(i, await Pause(i)) async for i in agen9(a, 0) if True])
    return a
async def pairs(n):
    for i in range(n):
        yield i, i * i
drive(outer8(0, 2), [None, 7, None, 5, 2, KeyError('k'), 9])
drive(outer8(1, 0), [None, KeyError('k'), None, 3, ValueError, 3, None])
ag11 = agen9(1, 2)
one = ag11.__anext__()
try:
    while True:
        print(one.send(None))
except BaseException as error:
    print(type(error).__name__, error.args)
