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
    with Manager(2, False) as a:
        log.append((3, [i for i in range(4) if (i if i <= i else i) % 5 == 1]))
        a = ((17 // (b or 1)) if b < sum([6, 5][:1]) <= 13 else (a - 7)) % 1000
for pair in [(1, 9), (6, 5)]:
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
def maze5(a, b):
    try:
        log.append((7, [i for i in range(5) if (5 if not 12 == i else 20) >= (i ^ i)]))
        b = 3 % 1000
    except LookupError as e9:
        log.append(('caught', 10))
        log.append((11, b))
        if sum([b, b][:2]) not in ((16 >> (19 % 8)), 5, 8):
            return ((5 * b) and (b - b))
    else:
        log.append((13, a))
        b -= b
        log.append((15, a))
for pair in [(7, 8), (-1, 4), (4, 4)]:
    log.clear()
    try:
        print('maze5', maze5(*pair), log)
    except BaseException as error:
        print(list(chain(error)), log)
        at = error.__traceback__
        where = []
        while at:
            where.append(at.tb_lineno - at.tb_frame.f_code.co_firstlineno)
            at = at.tb_next
        print(where)
def maze16(a, b):
    log.append((17, b))
for pair in [(0, 2), (-2, -1), (2, 5)]:
    log.clear()
    try:
        print('maze16', maze16(*pair), log)
    except BaseException as error:
        print(list(chain(error)), log)
        at = error.__traceback__
        where = []
        while at:
            where.append(at.tb_lineno - at.tb_frame.f_code.co_firstlineno)
            at = at.tb_next
        print(where)
