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
        b = await Pause(a) or 1
    except Exception as error:
        print('inside', type(error).__name__, error.args)
    finally:
        print('finally', 3)
    if isinstance(b, int) and len('a') <= len('a'):
        print('sent', await Pause(b))
        try:
            pass
        except Exception as error:
            print('inside', type(error).__name__, error.args)
    return a, b
async def agen4(a, b):
    try:
        try:
            a = await Pause(a) or 2
            print('sent', (yield b))
            for b in range(1):
                print('sent', (yield a))
                print('sent', await Pause(b))
                a = await Pause(a) or 1
        finally:
            print('finally', 5)
    except GeneratorExit as error:
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
        return False
async def outer2(a, b):
    print([i async for i in agen4(a, 2) if True])
    async with Context7() as got, Context7():
        print('body', await Pause(1))
    return a
async def pairs(n):
    for i in range(n):
        yield i, i * i
drive(outer2(1, 1), [None, 9, KeyError('k'), ValueError, 8, None, 9, ValueError, None, KeyError('k'), RuntimeError])
drive(outer2(2, 0), [None, None, KeyError('k'), KeyError('k'), KeyError('k'), ValueError, 1, 6, 5])
drive(outer2(1, 2), [None, 6, ValueError, KeyError('k')])
ag8 = agen4(1, 2)
one = ag8.aclose()
try:
    while True:
        print(one.send(None))
except BaseException as error:
    print(type(error).__name__, error.args)
