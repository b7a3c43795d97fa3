print('# generators')
def gen1(a, b):
    try:
        a = (yield b) or 0
        print('sent', (yield a))
        print([i for i in range(4)])
    finally:
        print('finally', 2)
g3 = gen1(5, 2)
try:
    print('next(g3)', '->', next(g3))
except BaseException as error:
    print(type(error).__name__, error.args, type(error.__cause__).__name__, type(error.__context__).__name__)
try:
    print('g3.throw(RuntimeError)', '->', g3.throw(RuntimeError))
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
    print('next(g3)', '->', next(g3))
except BaseException as error:
    print(type(error).__name__, error.args, type(error.__cause__).__name__, type(error.__context__).__name__)
try:
    print('next(g3)', '->', next(g3))
except BaseException as error:
    print(type(error).__name__, error.args, type(error.__cause__).__name__, type(error.__context__).__name__)
print(g3.gi_running, g3.gi_frame is None, g3.gi_yieldfrom, g3.__name__)
