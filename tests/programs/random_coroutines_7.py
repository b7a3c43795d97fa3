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
        print([i for i in range(1)])
        print([i for i in range(0)])
        await Pause(b)
    except (TypeError, RuntimeError) as error:
        print('inside', type(error).__name__, error.args)
    try:
        try:
            await Pause(a)
        except ValueError as error:
            print('inside', type(error).__name__, error.args)
            print('sent', await Pause(b))
            try:
                b = await Pause(b) or 0
            finally:
                print('finally', 3)
        finally:
            print('finally', 4)
            await Pause(a)
    finally:
        print('finally', 5)
    return a, b
async def agen6(a, b):
    try:
        for a in range(2):
            print([i for i in range(2)])
    except ValueError as error:
        print('inside', type(error).__name__, error.args)
        (yield a)
        try:
            print('sent', (yield a))
            try:
                pass
            finally:
                print('finally', 7)
        finally:
            print('finally', 8)
    finally:
        print('finally', 9)
        await Pause(b)
    yield 'end'
class Context10:
    async def __aenter__(self):
        print('aenter', await Pause('in'))
        return self
    async def __aexit__(self, kind, value, trace):
        print('aexit', kind and kind.__name__, await Pause('out'))
        return False
async def outer2(a, b):
    print('inner', await inner1(a, 3))
    async with Context10() as got, Context10():
        print('body', await Pause(9))
        raise AttributeError()
    print([i async for i in agen6(a, 2) if True])
    return a
async def pairs(n):
    for i in range(n):
        yield i, i * i
drive(outer2(4, 2), [None, RuntimeError, ValueError, 3, None, None, 4, None, None, ValueError, 0])
drive(outer2(1, 3), [None, 4, 1, None])
drive(outer2(3, 4), [None, RuntimeError, 7, 6, ValueError, ValueError, None, 1, None])
ag11 = agen6(1, 2)
one = ag11.asend(None)
try:
    while True:
        print(one.send(None))
except BaseException as error:
    print(type(error).__name__, error.args)
one = ag11.__anext__()
try:
    while True:
        print(one.send(None))
except BaseException as error:
    print(type(error).__name__, error.args)
one = ag11.asend(None)
try:
    while True:
        print(one.send(None))
except BaseException as error:
    print(type(error).__name__, error.args)
one = ag11.asend(2)
try:
    while True:
        print(one.send(3))
except BaseException as error:
    print(type(error).__name__, error.args)
one = ag11.athrow(ValueError)
try:
    while True:
        print(one.send(None))
except BaseException as error:
    print(type(error).__name__, error.args)
