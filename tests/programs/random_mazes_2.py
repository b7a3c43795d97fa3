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
        a += (0 - a)
        if 1 not in (b, 2, 9):
            return ((a + 20) - (lambda i, j=4: i + j)(15))
        log.append(4 // b)
    finally:
        log.append(('finally', 5))
        try:
            with Manager(7, False) as a:
                if 6 < (b % (-2 or 1)):
                    return ((a ^ b) - b)
            log.append((9, [i for i in range(5) if (i // (-2 or 1)) < min(i, i)]))
            log.append(8 // a)
        finally:
            log.append(('finally', 10))
            try:
                try:
                    log.append((13, a))
                    raise IndexError()
                except Exception as e14:
                    log.append(('caught', 15))
                    log.append((16, b))
                    log.append((17, a))
                else:
                    log.append((18, a))
                    log.append((19, a))
                finally:
                    log.append(('finally', 20))
                    log.append((21, b))
                log.append((22, b))
                try:
                    log.append((24, b))
                except ValueError as e25:
                    log.append(('caught', 26))
                    log.append((27, b))
                except Exception:
                    log.append(('caught', 29))
                    log.append((30, b))
                    log.append((31, a))
                finally:
                    log.append(('finally', 32))
                    log.append((33, a))
                    log.append((34, a))
                    log.append((35, a))
            except ArithmeticError as e36:
                log.append(('caught', 37))
                log.append((38, [i for i in range(1) if (i & i) % 4 == 2]))
                a = ((5 ^ b) // (min(b, -4) or 1)) % 1000
            else:
                log.append((40, [i for i in range(0) if (i | i) < i]))
                if b >= 4:
                    return max((lambda i, j=14: i + j)(b), 7)
                log.append((42, a))
            for b in range(3):
                if min(a, a) <= max(15, b):
                    raise LookupError() from None
                with Manager(45, False) as b:
                    log.append((46, b))
            try:
                if (0 ^ a) % 4 == 1:
                    return min((lambda i, j=a: i - j)(a), (11 % (b or 1)))
                a = a % 1000
            except ArithmeticError as e50:
                log.append(('caught', 51))
            finally:
                log.append(('finally', 52))
for pair in [(-1, 3), (2, 9)]:
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
