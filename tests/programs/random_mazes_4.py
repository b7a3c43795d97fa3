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
        with Manager(3, False) as b:
            if (20 * a) > 14:
                try:
                    log.append((6, a))
                    log.append((7, b))
                    raise UnicodeError('z')
                except OSError as e8:
                    log.append(('caught', 9))
                    log.append((10, b))
                    log.append((11, a))
                else:
                    log.append((12, a))
                    log.append((13, a))
                    log.append((14, a))
                log.append((15, a))
            elif sum([a, a][:2]) != a:
                with Manager(16, False) as a:
                    log.append((17, a))
                    log.append((18, a))
                log.append((19, [i for i in range(3) if (lambda i, j=-4: i ^ j)(i) not in (min(i, 17), 3, 0)]))
            else:
                i21 = 1
                while i21:
                    i21 -= 1
                    log.append((22, a))
            log.append((23, [i for i in range(5) if (i & i) >= (20 % (20 or 1))]))
        log.append(4 // a)
    except Exception as e24:
        log.append(('caught', 25))
        b = a % 1000
        a = (lambda i, j=sum([a, 1][:0]): i ^ j)((b | b)) % 1000
        try:
            a = (b ^ (lambda i, j=a: i - j)(b)) % 1000
            log.append(1 // b)
        except LookupError:
            log.append(('caught', 31))
            try:
                try:
                    log.append((34, a))
                    log.append((35, a))
                    log.append((36, a))
                    raise OverflowError('Z9a🐍🐍🐍')
                finally:
                    log.append(('finally', 37))
                    log.append((38, b))
                    log.append((39, a))
                log.append(7 // b)
            except OSError as e40:
                log.append(('caught', 41))
                a = b % 1000
            finally:
                log.append(('finally', 43))
                if (a ^ b) not in ((b if 16 < a else 7), 5, 0):
                    return ((b if a <= a else a) or (b + b))
            if (a << (b % 8)) <= (b + b):
                raise EOFError('bad', 7)
            if (a // (b or 1)) > a:
                for a in range(1):
                    log.append((48, b))
                    log.append((49, b))
                    log.append((50, a))
                else:
                    log.append((51, b))
                    log.append((52, a))
            else:
                pass
        else:
            pass
        finally:
            log.append(('finally', 53))
    finally:
        log.append(('finally', 54))
for pair in [(8, 0)]:
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
def maze55(a, b):
    for a in range(3):
        if (b // (b or 1)) > (3 if b in (b, 5, 2) else -4):
            return ((b & b) if a < (a or a) <= b else 1)
        try:
            if (a if b < a else 15) % 2 == 0:
                return ((b * a) & (b // (b or 1)))
        finally:
            log.append(('finally', 60))
            if (-4 + a) >= min(18, 12):
                log.append((62, a))
                with Manager(63, False) as b:
                    log.append((64, a))
                    log.append((65, a))
                    log.append((66, a))
            else:
                log.append((67, b))
for pair in [(-3, 1)]:
    log.clear()
    try:
        print('maze55', maze55(*pair), log)
    except BaseException as error:
        print(list(chain(error)), log)
        at = error.__traceback__
        where = []
        while at:
            where.append(at.tb_lineno - at.tb_frame.f_code.co_firstlineno)
            at = at.tb_next
        print(where)
def maze68(a, b):
    i70 = 2
    while i70:
        i70 -= 1
        if b % 4 == 0:
            return max((20 & b), (14 if 9 < a <= b else 1))
    try:
        if (a * b) != b:
            with Manager(74, False) as b:
                with Manager(75, True) as b:
                    log.append((76, a))
                    log.append((77, b))
                    log.append((78, a))
            b -= (a + a)
            log.append((80, a))
        else:
            log.append((81, [i for i in range(0) if 4 in ((7 | 3), 1, 7)]))
            log.append((82, b))
        log.append((83, a))
        b = (2 if (a + b) >= b else (a & a)) % 1000
    except OSError as e85:
        log.append(('caught', 86))
        try:
            if (lambda i, j=b: i + j)(a) != (a or 0):
                raise NameError('bad', 1)
            log.append(7 // a)
        except (TypeError, RuntimeError):
            log.append(('caught', 90))
            if not (-2 >> (a % 8)) < (b ^ a):
                try:
                    log.append((93, a))
                finally:
                    log.append(('finally', 94))
        except (KeyError, ZeroDivisionError) as e95:
            log.append(('caught', 96))
        finally:
            log.append(('finally', 97))
    except ValueError:
        log.append(('caught', 99))
        raise
    finally:
        log.append(('finally', 100))
for pair in [(2, 5), (-3, 2), (-2, 7), (7, 6)]:
    log.clear()
    try:
        print('maze68', maze68(*pair), log)
    except BaseException as error:
        print(list(chain(error)), log)
        at = error.__traceback__
        where = []
        while at:
            where.append(at.tb_lineno - at.tb_frame.f_code.co_firstlineno)
            at = at.tb_next
        print(where)
