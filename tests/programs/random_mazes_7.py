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
    log.append((2, b))
for pair in [(-2, -2), (7, 4), (-2, 6)]:
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
def maze3(a, b):
    log.append((4, a))
    log.append((5, a))
    if (a or b) in (b, 0, 6):
        raise StopIteration()
for pair in [(3, 3), (-3, 8), (9, 4), (7, 2)]:
    log.clear()
    try:
        print('maze3', maze3(*pair), log)
    except BaseException as error:
        print(list(chain(error)), log)
        at = error.__traceback__
        where = []
        while at:
            where.append(at.tb_lineno - at.tb_frame.f_code.co_firstlineno)
            at = at.tb_next
        print(where)
def maze7(a, b):
    try:
        if b <= sum([a, a][:1]):
            return ((a // (b or 1)) & -2)
        try:
            try:
                i13 = 4
                while i13:
                    i13 -= 1
                    log.append((14, a))
                    log.append((15, a))
                    log.append((16, a))
                i18 = 1
                while i18:
                    i18 -= 1
                    log.append((19, a))
                    log.append((20, a))
                log.append((21, [i for i in range(5) if -(i) < -(5) <= i]))
            finally:
                log.append(('finally', 22))
                b = (lambda i, j=(lambda i, j=b: i + j)(-2): i + j)((a ^ a)) % 1000
                log.append((24, [i for i in range(4) if (lambda i, j=12: i ^ j)(1) != 5]))
            try:
                log.append((26, a))
            except ArithmeticError:
                log.append(('caught', 28))
                for a in range(2):
                    log.append((30, a))
                    log.append((31, b))
                    log.append((32, a))
                else:
                    log.append((33, b))
                    log.append((34, b))
            except Exception:
                log.append(('caught', 36))
                if (a - a) <= a:
                    log.append((38, b))
                    log.append((39, a))
                    log.append((40, b))
                else:
                    log.append((41, b))
                    log.append((42, b))
            finally:
                log.append(('finally', 43))
                log.append((44, b))
        except OSError as e45:
            log.append(('caught', 46))
            with Manager(47, True) as b:
                log.append((48, b))
            raise
        finally:
            log.append(('finally', 49))
    finally:
        log.append(('finally', 50))
for pair in [(-1, -3), (5, 8), (3, -1), (2, -3)]:
    log.clear()
    try:
        print('maze7', maze7(*pair), log)
    except BaseException as error:
        print(list(chain(error)), log)
        at = error.__traceback__
        where = []
        while at:
            where.append(at.tb_lineno - at.tb_frame.f_code.co_firstlineno)
            at = at.tb_next
        print(where)
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
def maze51(a, b):
    if not (a // (19 or 1)) == -(a):
        log.append((53, a))
        b |= 15
        for b in range(1):
            try:
                for a in range(3):
                    log.append((58, a))
                    log.append((59, a))
                else:
                    log.append((60, b))
                i62 = 4
                while i62:
                    i62 -= 1
                    log.append((63, b))
                    log.append((64, b))
                    log.append((65, b))
                for b in range(1):
                    log.append((67, a))
                    log.append((68, b))
                log.append(8 // b)
            finally:
                log.append(('finally', 69))
                try:
                    log.append((71, a))
                    log.append((72, b))
                    log.append((73, a))
                except LookupError:
                    log.append(('caught', 75))
                    log.append((76, a))
                else:
                    log.append((77, a))
                    log.append((78, b))
                with Manager(79, True) as a:
                    log.append((80, b))
                    log.append((81, b))
                log.append((82, [i for i in range(0) if abs(-4) % 5 == 0]))
    elif (a - b) == b:
        log.append((83, a))
        log.append((84, b))
    else:
        log.append((85, b))
        b = ((a and b) ^ (a + 18)) % 1000
for pair in [(2, 7), (7, 4)]:
    log.clear()
    try:
        print('maze51', maze51(*pair), log)
    except BaseException as error:
        print(list(chain(error)), log)
        at = error.__traceback__
        where = []
        while at:
            where.append(at.tb_lineno - at.tb_frame.f_code.co_firstlineno)
            at = at.tb_next
        print(where)
