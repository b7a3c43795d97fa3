print('# generators')
def gen1(a, b):
    try:
        print('sent', (yield b))
        (yield a)
        try:
            if isinstance(a, int) and len('b') >= len('b'):
                print('sent', (yield b))
            print([i for i in range(1)])
            (yield b)
        finally:
            print('finally', 2)
    finally:
        print('finally', 3)
    for b in range(2):
        if isinstance(b, int) and 16 < -3:
            try:
                b = (yield a) or 3
                print('sent', (yield a))
            except KeyError as error:
                print('inside', type(error).__name__, error.args)
            finally:
                print('finally', 4)
            (yield a)
g5 = gen1(5, 5)
try:
    print('next(g5)', '->', next(g5))
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
    print('g5.throw(GeneratorExit)', '->', g5.throw(GeneratorExit))
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
    print('next(g5)', '->', next(g5))
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
print(g5.gi_running, g5.gi_frame is None, g5.gi_yieldfrom, g5.__name__)
print('# generators')
def gen6(a, b):
    (yield b)
g7 = gen6(5, 0)
try:
    print('next(g7)', '->', next(g7))
except BaseException as error:
    print(type(error).__name__, error.args, type(error.__cause__).__name__, type(error.__context__).__name__)
try:
    print('next(g7)', '->', next(g7))
except BaseException as error:
    print(type(error).__name__, error.args, type(error.__cause__).__name__, type(error.__context__).__name__)
try:
    print("g7.throw(OSError('42'))", '->', g7.throw(OSError('42')))
except BaseException as error:
    print(type(error).__name__, error.args, type(error.__cause__).__name__, type(error.__context__).__name__)
try:
    print('next(g7)', '->', next(g7))
except BaseException as error:
    print(type(error).__name__, error.args, type(error.__cause__).__name__, type(error.__context__).__name__)
print(g7.gi_running, g7.gi_frame is None, g7.gi_yieldfrom, g7.__name__)
print('# generators')
def gen8(a, b):
    (yield b)
    try:
        print([i for i in range(2)])
        print([i for i in range(3)])
        for a in range(3):
            if isinstance(a, int) and len('a') < -4 <= len('a'):
                pass
    except ValueError as error:
        print('inside', type(error).__name__, error.args)
        return
    finally:
        print('finally', 9)
    return ((7 or 20) << (a % 8))
g10 = gen8(4, 2)
try:
    print('next(g10)', '->', next(g10))
except BaseException as error:
    print(type(error).__name__, error.args, type(error.__cause__).__name__, type(error.__context__).__name__)
try:
    print('list(g10)', '->', list(g10))
except BaseException as error:
    print(type(error).__name__, error.args, type(error.__cause__).__name__, type(error.__context__).__name__)
try:
    print('next(g10)', '->', next(g10))
except BaseException as error:
    print(type(error).__name__, error.args, type(error.__cause__).__name__, type(error.__context__).__name__)
try:
    print('next(g10)', '->', next(g10))
except BaseException as error:
    print(type(error).__name__, error.args, type(error.__cause__).__name__, type(error.__context__).__name__)
try:
    print('list(g10)', '->', list(g10))
except BaseException as error:
    print(type(error).__name__, error.args, type(error.__cause__).__name__, type(error.__context__).__name__)
try:
    print('next(g10)', '->', next(g10))
except BaseException as error:
    print(type(error).__name__, error.args, type(error.__cause__).__name__, type(error.__context__).__name__)
try:
    print('list(g10)', '->', list(g10))
except BaseException as error:
    print(type(error).__name__, error.args, type(error.__cause__).__name__, type(error.__context__).__name__)
try:
    print('g10.throw(ValueError)', '->', g10.throw(ValueError))
except BaseException as error:
    print(type(error).__name__, error.args, type(error.__cause__).__name__, type(error.__context__).__name__)
print(g10.gi_running, g10.gi_frame is None, g10.gi_yieldfrom, g10.__name__)
