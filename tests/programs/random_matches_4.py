print('# matches')
class Point2:
    __match_args__ = ('y', 'x')
    def __init__(self, x, y):
        self.x, self.y = x, y
    def __repr__(self): return f'P({self.x}, {self.y})'
class Names:
    ONE = 1
    WORD = 'alpha'
    NOTHING = None
def matched1(subject):
    match subject,:
        case [*_,]:
            return 0, None
        case 1:
            return 1, None
        case [float(c3), Point2(Point2(1), y=[c4, 1, *c5]), ([1, *_] | 2.0)] if len(repr(c5)) in (len(repr(c5)), 2, 0):
            return 2, c3, c4, c5
        case ([1, *_] | 1 | 1):
            return 3, None
        case (None as c6):
            return 4, c6
    return 'nothing'
for subject in [{'a': 1, 'b': [2]}, Point2(1, 2), -1, [], b'x', bytearray(b'a'), {}, 2.0, (), {1: 2, 'x': None}, 1+2j]:
    try:
        print(subject, matched1(subject))
    except Exception as error:
        print(type(error).__name__, error)
print('# matches')
class Point8:
    __match_args__ = ('y', 'x')
    def __init__(self, x, y):
        self.x, self.y = x, y
    def __repr__(self): return f'P({self.x}, {self.y})'
class Names:
    ONE = 1
    WORD = 'alpha'
    NOTHING = None
def matched7(subject):
    match subject,:
        case (-1 as c9):
            return 0, c9
        case Point8(x={'a': {'a': 'alpha'}, **c10}):
            return 1, c10
        case []:
            return 2, None
    return 'nothing'
for subject in [{'a': 1, 'b': [2]}, True, 3, {'a': 1}, 2.0, [1, 2]]:
    try:
        print(subject, matched7(subject))
    except Exception as error:
        print(type(error).__name__, error)
