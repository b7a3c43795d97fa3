print('# generators')
def gen1(a, b):
    try:
        (yield a)
    finally:
        print('finally', 2)
    a = (yield a) or 1
g3 = gen1(0, 5)
try:
    print('list(g3)', '->', list(g3))
except BaseException as error:
    print(type(error).__name__, error.args, type(error.__cause__).__name__, type(error.__context__).__name__)
try:
    print('next(g3)', '->', next(g3))
except BaseException as error:
    print(type(error).__name__, error.args, type(error.__cause__).__name__, type(error.__context__).__name__)
try:
    print('next(g3)', '->', next(g3))
except BaseException as error:
    print(type(error).__name__, error.args, type(error.__cause__).__name__, type(error.__context__).__name__)
try:
    print('g3.send(5)', '->', g3.send(5))
except BaseException as error:
    print(type(error).__name__, error.args, type(error.__cause__).__name__, type(error.__context__).__name__)
print(g3.gi_running, g3.gi_frame is None, g3.gi_yieldfrom, g3.__name__)
print('# generators')
def gen4(a, b):
    (yield b)
    print('sent', (yield a))
    print('sent', (yield a))
    return (~(b) & (a % (b or 1)))
def outer5(a, b):
    try:
        got = yield from gen4(a, b)
        print('got', got)
        yield a
    except GeneratorExit as error:
        print('outer', type(error).__name__)
    finally:
        print('outer ends')
g6 = outer5(1, 2)
try:
    print('next(g6)', '->', next(g6))
except BaseException as error:
    print(type(error).__name__, error.args, type(error.__cause__).__name__, type(error.__context__).__name__)
try:
    print('next(g6)', '->', next(g6))
except BaseException as error:
    print(type(error).__name__, error.args, type(error.__cause__).__name__, type(error.__context__).__name__)
try:
    print('g6.send(1)', '->', g6.send(1))
except BaseException as error:
    print(type(error).__name__, error.args, type(error.__cause__).__name__, type(error.__context__).__name__)
try:
    print('next(g6)', '->', next(g6))
except BaseException as error:
    print(type(error).__name__, error.args, type(error.__cause__).__name__, type(error.__context__).__name__)
try:
    print('next(g6)', '->', next(g6))
except BaseException as error:
    print(type(error).__name__, error.args, type(error.__cause__).__name__, type(error.__context__).__name__)
print(g6.gi_running, g6.gi_frame is None, g6.gi_yieldfrom, g6.__name__)
