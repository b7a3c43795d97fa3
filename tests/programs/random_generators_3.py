print('# generators')
def gen1(a, b):
    try:
        for a in range(2):
            if isinstance(a, int) and 16 == -2:
                print('sent', (yield a))
            a = (yield b) or 2
        (yield a)
    finally:
        print('finally', 2)
    try:
        if isinstance(a, int) and len('b') != len('b'):
            a = (yield a) or 1
            try:
                b = (yield b) or 2
            finally:
                print('finally', 3)
    except (TypeError, RuntimeError) as error:
        print('inside', type(error).__name__, error.args)
g4 = gen1(3, 4)
try:
    print('g4.throw(ZeroDivisionError(2))', '->', g4.throw(ZeroDivisionError(2)))
except BaseException as error:
    print(type(error).__name__, error.args, type(error.__cause__).__name__, type(error.__context__).__name__)
try:
    print('next(g4)', '->', next(g4))
except BaseException as error:
    print(type(error).__name__, error.args, type(error.__cause__).__name__, type(error.__context__).__name__)
try:
    print('g4.throw(GeneratorExit)', '->', g4.throw(GeneratorExit))
except BaseException as error:
    print(type(error).__name__, error.args, type(error.__cause__).__name__, type(error.__context__).__name__)
try:
    print('g4.close()', '->', g4.close())
except BaseException as error:
    print(type(error).__name__, error.args, type(error.__cause__).__name__, type(error.__context__).__name__)
try:
    print('g4.throw(KeyError)', '->', g4.throw(KeyError))
except BaseException as error:
    print(type(error).__name__, error.args, type(error.__cause__).__name__, type(error.__context__).__name__)
try:
    print('g4.send(None)', '->', g4.send(None))
except BaseException as error:
    print(type(error).__name__, error.args, type(error.__cause__).__name__, type(error.__context__).__name__)
try:
    print('g4.throw(TypeError("q\'q"))', '->', g4.throw(TypeError("q'q")))
except BaseException as error:
    print(type(error).__name__, error.args, type(error.__cause__).__name__, type(error.__context__).__name__)
try:
    print('next(g4)', '->', next(g4))
except BaseException as error:
    print(type(error).__name__, error.args, type(error.__cause__).__name__, type(error.__context__).__name__)
print(g4.gi_running, g4.gi_frame is None, g4.gi_yieldfrom, g4.__name__)
