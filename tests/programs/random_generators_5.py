print('# generators')
def gen1(a, b):
    try:
        b = (yield a) or 1
    except Exception as error:
        print('inside', type(error).__name__, error.args)
    finally:
        print('finally', 2)
    if isinstance(b, int) and len('a') <= len('a'):
        print('sent', (yield b))
        try:
            try:
                (yield b)
                (yield b)
            finally:
                print('finally', 3)
        except ValueError as error:
            print('inside', type(error).__name__, error.args)
        finally:
            print('finally', 4)
    return a
g5 = gen1(1, 5)
try:
    print('next(g5)', '->', next(g5))
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
    print('list(g5)', '->', list(g5))
except BaseException as error:
    print(type(error).__name__, error.args, type(error.__cause__).__name__, type(error.__context__).__name__)
try:
    print('next(g5)', '->', next(g5))
except BaseException as error:
    print(type(error).__name__, error.args, type(error.__cause__).__name__, type(error.__context__).__name__)
print(g5.gi_running, g5.gi_frame is None, g5.gi_yieldfrom, g5.__name__)
