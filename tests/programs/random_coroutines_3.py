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
        for a in range(2):
            if isinstance(a, int) and 16 == -2:
                print('sent', await Pause(a))
            a = await Pause(a) or 2
        await Pause(a)
    finally:
        print('finally', 3)
    try:
        pass
    finally:
        print('finally', 4)
    return a, b
async def agen5(a, b):
    for a in range(2):
        try:
            try:
                b = await Pause(b) or 0
                b = await Pause(b) or 2
                (yield b)
            except ValueError as error:
                print('inside', type(error).__name__, error.args)
            finally:
                print('finally', 6)
        finally:
            print('finally', 7)
    yield 'end'
class Context8:
    async def __aenter__(self):
        print('aenter', await Pause('in'))
        return self
    async def __aexit__(self, kind, value, trace):
        print('aexit', kind and kind.__name__, await Pause('out'))
        return True
async def outer2(a, b):
    async for item in agen5(a, b):
        print('item', item)
        if item == 'end': break
    else:
        print('all')
    print('inner', await inner1(a, 4))
    return a
async def pairs(n):
    for i in range(n):
        yield i, i * i
drive(outer2(2, 2), [None, 5, 1, 2, 4, 1, None, KeyError('k')])
ag9 = agen5(1, 2)
one = ag9.aclose()
try:
    while True:
        print(one.send(3))
except BaseException as error:
    print(type(error).__name__, error.args)
