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
    await Pause(a)
    if isinstance(a, int) and len('b') != len('b'):
        print([i for i in range(2)])
        print('sent', await Pause(b))
        try:
            try:
                b = await Pause(a) or 2
                await Pause(b)
                b = await Pause(a) or 2
            except (TypeError, RuntimeError) as error:
                print('inside', type(error).__name__, error.args)
                return
        except (TypeError, RuntimeError) as error:
            print('inside', type(error).__name__, error.args)
    return a, b
async def agen3(a, b):
    try:
        if isinstance(b, int) and len('a') <= len('a'):
            if isinstance(b, int) and len('a') < len('a'):
                a = await Pause(b) or 0
                print('sent', await Pause(a))
    finally:
        print('finally', 4)
    yield 'end'
class Context5:
    async def __aenter__(self):
        print('aenter', await Pause('in'))
        return self
    async def __aexit__(self, kind, value, trace):
        print('aexit', kind and kind.__name__, await Pause('out'))
        return False
async def outer2(a, b):
    print({i: j async for i, j in pairs(1)}, [await Pause(i) for i in range(2)])
    return a
async def pairs(n):
    for i in range(n):
        yield i, i * i
drive(outer2(0, 2), [None, KeyError('k'), RuntimeError, ValueError, None, 3, 5, 8, None, None, None])
ag6 = agen3(1, 2)
one = ag6.aclose()
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
one = ag6.athrow(GeneratorExit)
try:
    while True:
        print(one.send(None))
except BaseException as error:
    print(type(error).__name__, error.args)
one = ag6.athrow(KeyError)
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
