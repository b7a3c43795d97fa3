print('# mazes')
log = []
class Manager:
    def __init__(self, mark, swallow):
        self.mark, self.swallow = mark, swallow
    def __enter__(self):
        log.append(('enter', self.mark))
        return self.mark
    def __exit__(self, kind, value, trace):
        log.append(('exit', self.mark, kind and kind.__name__))
        return self.swallow
def chain(error, depth=0):
    while error is not None and depth < 8:
        yield f"{type(error).__name__}({error})" + ('!' if error.__suppress_context__ else '') + str(error.__traceback__.tb_lineno if error.__traceback__ else None)
        error, depth = error.__cause__ or error.__context__, depth + 1
def maze1(a, b):
    try:
        if (lambda i, j=b: i - j)(7) % 3 == 1:
            return (a - -(b))
        log.append((4, b))
        log.append((5, b))
    except ValueError as e6:
        log.append(('caught', 7))
        with Manager(8, True) as a:
            a = sum([max(a, b), (b // (a or 1))][:1]) % 1000
            log.append((10, b))
        try:
            with Manager(12, False) as b:
                try:
                    log.append((14, b))
                finally:
                    log.append(('finally', 15))
                    log.append((16, a))
                    log.append((17, b))
            a ^= 1
        except OSError:
            log.append(('caught', 20))
            b = ((14 >> (6 % 8)) * (a % (-4 or 1))) % 1000
    try:
        if (b & 17) < a <= 13:
            return ((10 and -5) ^ 14)
        try:
            for a in range(1):
                b = ((a & 5) // (b or 1)) % 1000
                with Manager(27, True) as a:
                    log.append((28, b))
                    log.append((29, a))
            b += (a - b)
        except ArithmeticError:
            log.append(('caught', 32))
            log.append((33, [i for i in range(4) if (i << (7 % 8)) % 3 == 1]))
            b = sum([b, 13][:0]) % 1000
        raise OverflowError('bad', 9)
    except (TypeError, RuntimeError) as e35:
        log.append(('caught', 36))
        raise
    except OSError as e37:
        log.append(('caught', 38))
        raise
    finally:
        log.append(('finally', 39))
for pair in [(6, 5), (7, 7), (-3, 1)]:
    log.clear()
    try:
        print('maze1', maze1(*pair), log)
    except BaseException as error:
        print(list(chain(error)), log)
        at = error.__traceback__
        where = []
        while at:
            where.append(at.tb_lineno - at.tb_frame.f_code.co_firstlineno)
            at = at.tb_next
        print(where)
def maze40(a, b):
    log.append((41, b))
for pair in [(0, -1)]:
    log.clear()
    try:
        print('maze40', maze40(*pair), log)
    except BaseException as error:
        print(list(chain(error)), log)
        at = error.__traceback__
        where = []
        while at:
            where.append(at.tb_lineno - at.tb_frame.f_code.co_firstlineno)
            at = at.tb_next
        print(where)
