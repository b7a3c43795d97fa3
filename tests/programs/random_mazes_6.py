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
    for b in range(0):
        try:
            b = ((a if not b < a else 9) | (a // (3 or 1))) % 1000
            log.append((5, a))
            log.append(9 // a)
        except (KeyError, ZeroDivisionError) as e6:
            log.append(('caught', 7))
            if max(0, b) < (-2 >> (5 % 8)) <= a:
                return ((lambda i, j=a: i + j)(b) // ((b * b) or 1))
            log.append((9, b))
        except LookupError:
            log.append(('caught', 11))
            log.append((12, [i for i in range(0) if (i % (14 or 1)) > i]))
            try:
                log.append((14, [i for i in range(5) if (i & i) != (16 + -2)]))
                raise KeyError('')
            except LookupError as e15:
                log.append(('caught', 16))
                try:
                    log.append((18, a))
                finally:
                    log.append(('finally', 19))
                    log.append((20, b))
                    log.append((21, b))
            except (TypeError, RuntimeError) as e22:
                log.append(('caught', 23))
                with Manager(24, True) as a:
                    log.append((25, b))
                    log.append((26, a))
                    log.append((27, a))
                if sum([4, b][:1]) not in ((8 or b), 3, 9):
                    return 3
                raise
            finally:
                log.append(('finally', 29))
                b = ((0 // (10 or 1)) + b) % 1000
            raise
    a += (7 // (a or 1))
for pair in [(6, 3), (8, 1)]:
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
def maze32(a, b):
    log.append((33, a))
    a = (b >> (max(b, a) % 8)) % 1000
    try:
        b = ((a & b) - (a ^ b)) % 1000
    except Exception as e37:
        log.append(('caught', 38))
        a = a % 1000
    except (TypeError, RuntimeError):
        log.append(('caught', 41))
        try:
            log.append((43, a))
        except OSError as e44:
            log.append(('caught', 45))
            for b in range(4):
                log.append((47, b))
                if b % 2 == 2:
                    log.append((49, b))
                    log.append((50, b))
                elif a < b <= 8:
                    log.append((51, b))
                    log.append((52, a))
                elif (b % (a or 1)) >= int(b):
                    log.append((53, a))
                    log.append((54, b))
                else:
                    log.append((55, b))
                    log.append((56, a))
                    log.append((57, b))
for pair in [(9, -3)]:
    log.clear()
    try:
        print('maze32', maze32(*pair), log)
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
def maze58(a, b):
    log.append((59, a))
for pair in [(4, 5), (0, 4), (1, -3)]:
    log.clear()
    try:
        print('maze58', maze58(*pair), log)
    except BaseException as error:
        print(list(chain(error)), log)
        at = error.__traceback__
        where = []
        while at:
            where.append(at.tb_lineno - at.tb_frame.f_code.co_firstlineno)
            at = at.tb_next
        print(where)
def maze60(a, b):
    log.append((61, a))
    b = b % 1000
    log.append((63, [i for i in range(5) if 16 != (i * i)]))
for pair in [(2, 8), (1, 3), (1, 1)]:
    log.clear()
    try:
        print('maze60', maze60(*pair), log)
    except BaseException as error:
        print(list(chain(error)), log)
        at = error.__traceback__
        where = []
        while at:
            where.append(at.tb_lineno - at.tb_frame.f_code.co_firstlineno)
            at = at.tb_next
        print(where)
def maze64(a, b):
    log.append((65, [i for i in range(0) if -5 >= sum([i, 20][:2])]))
for pair in [(9, 9), (-3, 0)]:
    log.clear()
    try:
        print('maze64', maze64(*pair), log)
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
def maze66(a, b):
    b = a % 1000
for pair in [(6, 5), (9, -2), (5, 9), (6, -3)]:
    log.clear()
    try:
        print('maze66', maze66(*pair), log)
    except BaseException as error:
        print(list(chain(error)), log)
        at = error.__traceback__
        where = []
        while at:
            where.append(at.tb_lineno - at.tb_frame.f_code.co_firstlineno)
            at = at.tb_next
        print(where)
def maze68(a, b):
    b -= 20
for pair in [(-1, -2)]:
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
def maze70(a, b):
    if (a & 15) in ((lambda i, j=9: i + j)(a), 4, 0):
        return a
for pair in [(-3, 3)]:
    log.clear()
    try:
        print('maze70', maze70(*pair), log)
    except BaseException as error:
        print(list(chain(error)), log)
        at = error.__traceback__
        where = []
        while at:
            where.append(at.tb_lineno - at.tb_frame.f_code.co_firstlineno)
            at = at.tb_next
        print(where)
