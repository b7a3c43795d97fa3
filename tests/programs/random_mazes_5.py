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
        try:
            b = ((b ^ b) % (a or 1)) % 1000
            a = a % 1000
            if b != (a - 16):
                return ((b and -3) if (8 // (b or 1)) < (6 if a < -1 <= a else b) <= b else a)
        except ArithmeticError as e7:
            log.append(('caught', 8))
            b = ((a - 12) and (lambda i, j=b: i - j)(b)) % 1000
            log.append((10, a))
            log.append((11, [i for i in range(4) if sum([i, 19][:0]) >= (i | i)]))
        except OSError:
            log.append(('caught', 13))
            log.append((14, [i for i in range(3) if (10 // (i or 1)) != (i // (i or 1))]))
            if (6 if b < a else a) < (a if b >= b else a) <= b:
                raise StopIteration(',ß') from NameError('-a. Z-')
            log.append((16, [i for i in range(1) if (i and i) != (17 >> (i % 8))]))
            raise
        finally:
            log.append(('finally', 17))
            i19 = 3
            while i19:
                i19 -= 1
                if (a % (b or 1)) > (11 if 2 % 3 == 0 else a):
                    raise UnicodeError('ßb1') from None
                if (a << (a % 8)) < (a // (-3 or 1)) <= b:
                    return ((a << (a % 8)) & (a | a))
                if b % 3 == 1:
                    return (max(b, b) if (a * b) <= (a if 0 % 3 == 0 else b) else (a | a))
            log.append((23, a))
            log.append((24, b))
    finally:
        log.append(('finally', 25))
        try:
            try:
                log.append((28, a))
                i30 = 0
                while i30:
                    i30 -= 1
                    log.append((31, a))
            except Exception as e32:
                log.append(('caught', 33))
                if (a | 14) >= (2 and -4):
                    raise OSError(3)
                for b in range(2):
                    log.append((36, a))
                    log.append((37, b))
            except OSError as e38:
                log.append(('caught', 39))
                raise
            raise OverflowError('bad', 7)
        except LookupError as e40:
            log.append(('caught', 41))
        finally:
            log.append(('finally', 42))
for pair in [(3, 1)]:
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
def maze43(a, b):
    if (b if b != a else 7) < (lambda i, j=a: i ^ j)(a):
        with Manager(45, True) as b:
            log.append((46, a))
            try:
                a = a % 1000
                if not (a % (a or 1)) < (b << (b % 8)):
                    raise KeyError()
                b = sum([min(a, 1), b][:2]) % 1000
            finally:
                log.append(('finally', 51))
                log.append((52, [i for i in range(2) if (8 | i) not in (~(i), 3, 2)]))
        a = ((a - 4) >> ((a - 10) % 8)) % 1000
        for a in range(1):
            log.append((55, b))
            log.append((56, b))
            try:
                b = sum([-(a), (lambda i, j=3: i - j)(2)][:0]) % 1000
                if abs(a) % 5 == 1:
                    return sum([(lambda i, j=a: i + j)(-3), (a >> (a % 8))][:2])
            except (TypeError, RuntimeError) as e60:
                log.append(('caught', 61))
                a -= min(a, a)
                if (b and a) <= (a >> (-3 % 8)):
                    log.append((64, a))
                    log.append((65, b))
                    log.append((66, b))
                elif 14 > (a % (1 or 1)):
                    log.append((67, a))
                log.append((68, b))
            except Exception as e69:
                log.append(('caught', 70))
                log.append((71, b))
                with Manager(72, False) as a:
                    log.append((73, a))
                    log.append((74, b))
                    log.append((75, b))
            finally:
                log.append(('finally', 76))
                for a in range(2):
                    log.append((78, b))
                else:
                    pass
        else:
            pass
for pair in [(9, 1), (9, -3), (1, 8), (-2, -3)]:
    log.clear()
    try:
        print('maze43', maze43(*pair), log)
    except BaseException as error:
        print(list(chain(error)), log)
        at = error.__traceback__
        where = []
        while at:
            where.append(at.tb_lineno - at.tb_frame.f_code.co_firstlineno)
            at = at.tb_next
        print(where)
def maze79(a, b):
    log.append((80, [i for i in range(1) if (i % (10 or 1)) < ~(14) <= 10]))
for pair in [(2, 5)]:
    log.clear()
    try:
        print('maze79', maze79(*pair), log)
    except BaseException as error:
        print(list(chain(error)), log)
        at = error.__traceback__
        where = []
        while at:
            where.append(at.tb_lineno - at.tb_frame.f_code.co_firstlineno)
            at = at.tb_next
        print(where)
