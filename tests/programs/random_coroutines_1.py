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
    a = await Pause(a) or 3
    return a, b
async def agen3(a, b):
    try:
        if isinstance(b, int) and 10 in (len('a'), 5, 4):
            if isinstance(b, int) and len('b') >= len('b'):
                pass
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
    async with Context5() as got, Context5():
        print('body', await Pause(7))
        raise NameError('bad', 5)
    print('inner', await inner1(a, 2))
    async for item in agen3(a, b):
        print('item', item)
        if item == 'end': break
    return a
async def pairs(n):
    for i in range(n):
        yield i, i * i
drive(outer2(0, 1), [None, None, 5, KeyError('k'), KeyError('k'), RuntimeError, None, 4, 0])
drive(outer2(1, 0), [None, 4, 4])
ag6 = agen3(1, 2)
one = ag6.athrow(GeneratorExit)
try:
    while True:
        print(one.send(None))
except BaseException as error:
    print(type(error).__name__, error.args)
one = ag6.asend(3)
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
    if isinstance(b, int) and len('a') >= 13:
        try:
            print([i for i in range(0)])
            b = await Pause(a) or 2
            await Pause(b)
        except KeyError as error:
            print('inside', type(error).__name__, error.args)
            b = await Pause(a) or 0
            try:
                print('sent', await Pause(b))
            finally:
                print('finally', 9)
        finally:
            print('finally', 10)
    print([i for i in range(4)])
    return a, b
async def agen11(a, b):
    try:
        try:
            try:
                print('sent', (yield a))
            except ValueError as error:
                print('inside', type(error).__name__, error.args)
                (yield a)
                (yield a)
            finally:
                print('finally', 12)
                (yield b)
        except KeyError as error:
            print('inside', type(error).__name__, error.args)
            raise StopIteration(5)
    except ValueError as error:
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
async def outer8(a, b):
    async for item in agen11(a, b):
        print('item', item)
    return a
async def pairs(n):
    for i in range(n):
        yield i, i * i
drive(outer8(0, 2), [None, 8, KeyError('k'), KeyError('k'), 2, None, None, None])
drive(outer8(4, 1), [None, 0, 8, None, None, None])
drive(outer8(0, 3), [None, RuntimeError, None, None, ValueError])
ag15 = agen11(1, 2)
one = ag15.aclose()
try:
    while True:
        print(one.send(3))
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
    await Pause(a)
    for b in range(1):
        try:
            try:
                await Pause(b)
            except Exception as error:
                print('inside', type(error).__name__, error.args)
                return
            finally:
                print('finally', 18)
        except GeneratorExit as error:
            print('inside', type(error).__name__, error.args)
    return a, b
async def agen19(a, b):
    if isinstance(b, int) and len('a') != len('a'):
        try:
            print([i for i in range(4)])
        except GeneratorExit as error:
            print('inside', type(error).__name__, error.args)
            print([i for i in range(4)])
        finally:
            print('finally', 20)
            await Pause(a)
    yield 'end'
class Context21:
    async def __aenter__(self):
        print('aenter', await Pause('in'))
        return self
    async def __aexit__(self, kind, value, trace):
        print('aexit', kind and kind.__name__, await Pause('out'))
        return None
async def outer17(a, b):
    print({i: j async for i, j in pairs(0)}, [await Pause(i) for i in range(2)])
    return a
async def pairs(n):
    for i in range(n):
        yield i, i * i
drive(outer17(3, 2), [None, 8, 0, 8])
ag22 = agen19(1, 2)
one = ag22.aclose()
try:
    while True:
        print(one.send(None))
except BaseException as error:
    print(type(error).__name__, error.args)
one = ag22.__anext__()
try:
    while True:
        print(one.send(None))
except BaseException as error:
    print(type(error).__name__, error.args)
