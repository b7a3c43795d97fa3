print('# generators')
def gen1(a, b):
    try:
        print([i for i in range(1)])
        print([i for i in range(0)])
        (yield b)
    except (TypeError, RuntimeError) as error:
        print('inside', type(error).__name__, error.args)
    try:
        try:
            (yield a)
        except ValueError as error:
            print('inside', type(error).__name__, error.args)
            print('sent', (yield b))
            try:
                b = (yield a) or 0
                print('sent', (yield a))
                b = (yield b) or 3
                a = (yield b) or 2
            finally:
                print('finally', 2)
        finally:
            print('finally', 3)
    except KeyError as error:
        print('inside', type(error).__name__, error.args)
        raise
def outer4(a, b):
    try:
        got = yield from gen1(a, b)
        print('got', got)
        yield a
    except GeneratorExit as error:
        print('outer', type(error).__name__)
        yield 'late'
    finally:
        print('outer ends')
g5 = outer4(2, 0)
try:
    print('list(g5)', '->', list(g5))
except BaseException as error:
    print(type(error).__name__, error.args, type(error.__cause__).__name__, type(error.__context__).__name__)
try:
    print('g5.close()', '->', g5.close())
except BaseException as error:
    print(type(error).__name__, error.args, type(error.__cause__).__name__, type(error.__context__).__name__)
try:
    print('next(g5)', '->', next(g5))
except BaseException as error:
    print(type(error).__name__, error.args, type(error.__cause__).__name__, type(error.__context__).__name__)
try:
    print('next(g5)', '->', next(g5))
except BaseException as error:
    print(type(error).__name__, error.args, type(error.__cause__).__name__, type(error.__context__).__name__)
try:
    print('g5.send(4)', '->', g5.send(4))
except BaseException as error:
    print(type(error).__name__, error.args, type(error.__cause__).__name__, type(error.__context__).__name__)
try:
    print('g5.send(None)', '->', g5.send(None))
except BaseException as error:
    print(type(error).__name__, error.args, type(error.__cause__).__name__, type(error.__context__).__name__)
try:
    print('next(g5)', '->', next(g5))
except BaseException as error:
    print(type(error).__name__, error.args, type(error.__cause__).__name__, type(error.__context__).__name__)
try:
    print('g5.throw(ValueError)', '->', g5.throw(ValueError))
except BaseException as error:
    print(type(error).__name__, error.args, type(error.__cause__).__name__, type(error.__context__).__name__)
try:
    print('list(g5)', '->', list(g5))
except BaseException as error:
    print(type(error).__name__, error.args, type(error.__cause__).__name__, type(error.__context__).__name__)
print(g5.gi_running, g5.gi_frame is None, g5.gi_yieldfrom, g5.__name__)
