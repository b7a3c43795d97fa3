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
        print('sent', await Pause(a))
        await Pause(a)
        try:
            if isinstance(a, int) and len('b') >= len('b'):
                print('sent', await Pause(a))
            print([i for i in range(1)])
            await Pause(a)
        finally:
            print('finally', 3)
    finally:
        print('finally', 4)
    for b in range(2):
        if isinstance(b, int) and 16 < -3:
            pass
    return a, b
async def agen5(a, b):
    try:
        try:
            try:
                (yield b)
                (yield a)
            except Exception as error:
                print('inside', type(error).__name__, error.args)
            await Pause(a)
        except GeneratorExit as error:
            print('inside', type(error).__name__, error.args)
            raise
    except KeyError as error:
        print('inside', type(error).__name__, error.args)
    finally:
        print('finally', 6)
    yield 'end'
class Context7:
    async def __aenter__(self):
        print('aenter', await Pause('in'))
        return self
    async def __aexit__(self, kind, value, trace):
        print('aexit', kind and kind.__name__, await Pause('out'))
        return None
async def outer2(a, b):
    async for item in agen5(a, b):
        print('item', item)
    async for item in agen5(a, b):
        print('item', item)
        a = item
    return a
async def pairs(n):
    for i in range(n):
        yield i, i * i
drive(outer2(0, 0), [None, None, RuntimeError, 9, None, 0, None])
drive(outer2(0, 0), [None, 7, 9, RuntimeError, None, 3, 6, 4, RuntimeError])
ag8 = agen5(1, 2)
one = ag8.athrow(GeneratorExit)
try:
    while True:
        print(one.send(None))
except BaseException as error:
    print(type(error).__name__, error.args)
one = ag8.asend(None)
try:
    while True:
        print(one.send(None))
except BaseException as error:
    print(type(error).__name__, error.args)
one = ag8.athrow(ValueError)
try:
    while True:
        print(one.send(3))
except BaseException as error:
    print(type(error).__name__, error.args)
one = ag8.athrow(ValueError)
try:
    while True:
        print(one.send(None))
except BaseException as error:
    print(type(error).__name__, error.args)
one = ag8.__anext__()
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
async def inner9(a, b):
    print([i for i in range(4)])
    return a, b
async def agen11(a, b):
    try:
        try:
            (yield a)
        finally:
            print('finally', 12)
        try:
            pass
        except KeyError as error:
            print('inside', type(error).__name__, error.args)
    finally:
        print('finally', 13)
    yield 'end'
class Context14:
    async def __aenter__(self):
        print('aenter', await Pause('in'))
        return self
    async def __aexit__(self, kind, value, trace):
        print('aexit', kind and kind.__name__, await Pause('out'))
        return False
async def outer10(a, b):
    async with Context14() as got, Context14():
        print('body', await Pause(6))
        raise LookupError('0')
    return a
async def pairs(n):
    for i in range(n):
        yield i, i * i
drive(outer10(4, 3), [None, None, 8, None, RuntimeError, None, None, None])
drive(outer10(4, 2), [None, 1, None, 6, KeyError('k'), 5, 5, ValueError])
ag15 = agen11(1, 2)
one = ag15.asend(None)
try:
    while True:
        print(one.send(3))
except BaseException as error:
    print(type(error).__name__, error.args)
one = ag15.asend(None)
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
async def inner16(a, b):
    b = await Pause(a) or 2
    a = await Pause(b) or 3
    for a in range(2):
        print('sent', await Pause(b))
        if isinstance(a, int) and len('a') < len('a') <= 15:
            a = await Pause(a) or 1
            await Pause(b)
        print([i for i in range(3)])
        if isinstance(a, int) and len('a') < len('a') <= len('a'):
            for a in range(3):
                pass
    return a, b
async def agen18(a, b):
    await Pause(b)
    yield 'end'
class Context19:
    async def __aenter__(self):
        print('aenter', await Pause('in'))
        return self
    async def __aexit__(self, kind, value, trace):
        print('aexit', kind and kind.__name__, await Pause('out'))
        return True
async def outer17(a, b):
    print({i: j async for i, j in pairs(1)}, [await Pause(i) for i in range(0)])
    return a
async def pairs(n):
    for i in range(n):
        yield i, i * i
drive(outer17(2, 2), [None, ValueError, ValueError, None, RuntimeError, 1, 9, 0, None, None, 7])
drive(outer17(3, 1), [None, 0, KeyError('k'), 0, 8, 0, 5])
drive(outer17(4, 4), [None, RuntimeError, RuntimeError, ValueError, None])
ag20 = agen18(1, 2)
one = ag20.__anext__()
try:
    while True:
        print(one.send(None))
except BaseException as error:
    print(type(error).__name__, error.args)
one = ag20.asend(9)
try:
    while True:
        print(one.send(3))
except BaseException as error:
    print(type(error).__name__, error.args)
