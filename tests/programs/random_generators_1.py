print('# generators')
def gen1(a, b):
    a = (yield a) or 3
def outer2(a, b):
    try:
        got = yield from gen1(a, b)
        print('got', got)
        yield a
    finally:
        print('outer ends')
g3 = outer2(4, 4)
try:
    print('g3.throw(GeneratorExit)', '->', g3.throw(GeneratorExit))
except BaseException as error:
    print(type(error).__name__, error.args, type(error.__cause__).__name__, type(error.__context__).__name__)
try:
    print('list(g3)', '->', list(g3))
except BaseException as error:
    print(type(error).__name__, error.args, type(error.__cause__).__name__, type(error.__context__).__name__)
try:
    print('g3.send(5)', '->', g3.send(5))
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
try:
    print('g3.throw(GeneratorExit)', '->', g3.throw(GeneratorExit))
except BaseException as error:
    print(type(error).__name__, error.args, type(error.__cause__).__name__, type(error.__context__).__name__)
try:
    print('g3.send(None)', '->', g3.send(None))
except BaseException as error:
    print(type(error).__name__, error.args, type(error.__cause__).__name__, type(error.__context__).__name__)
print(g3.gi_running, g3.gi_frame is None, g3.gi_yieldfrom, g3.__name__)
print('# generators')
def gen4(a, b):
    for a in range(3):
        try:
            print([i for i in range(4)])
            for b in range(1):
                a = (yield a) or 0
                (yield b)
            try:
                a = (yield a) or 2
            finally:
                print('finally', 5)
        except ValueError as error:
            print('inside', type(error).__name__, error.args)
            return
g6 = gen4(4, 2)
try:
    print('list(g6)', '->', list(g6))
except BaseException as error:
    print(type(error).__name__, error.args, type(error.__cause__).__name__, type(error.__context__).__name__)
try:
    print('next(g6)', '->', next(g6))
except BaseException as error:
    print(type(error).__name__, error.args, type(error.__cause__).__name__, type(error.__context__).__name__)
try:
    print('g6.send(8)', '->', g6.send(8))
except BaseException as error:
    print(type(error).__name__, error.args, type(error.__cause__).__name__, type(error.__context__).__name__)
print(g6.gi_running, g6.gi_frame is None, g6.gi_yieldfrom, g6.__name__)
print('# generators')
def gen7(a, b):
    a = (yield a) or 1
    print('sent', (yield a))
    print([i for i in range(0)])
    print('sent', (yield b))
def outer8(a, b):
    try:
        got = yield from gen7(a, b)
        print('got', got)
        yield a
    finally:
        print('outer ends')
g9 = outer8(5, 2)
try:
    print('g9.throw(ZeroDivisionError(8))', '->', g9.throw(ZeroDivisionError(8)))
except BaseException as error:
    print(type(error).__name__, error.args, type(error.__cause__).__name__, type(error.__context__).__name__)
try:
    print('list(g9)', '->', list(g9))
except BaseException as error:
    print(type(error).__name__, error.args, type(error.__cause__).__name__, type(error.__context__).__name__)
try:
    print('list(g9)', '->', list(g9))
except BaseException as error:
    print(type(error).__name__, error.args, type(error.__cause__).__name__, type(error.__context__).__name__)
print(g9.gi_running, g9.gi_frame is None, g9.gi_yieldfrom, g9.__name__)
