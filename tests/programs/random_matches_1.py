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
    match subject:
        case Names.NOTHING:
            return 0, None
        case Point2({'x': {'b': c3, 'x': 2.0}}):
            return 1, c3
    return 'nothing'
for subject in [2.0, [1, 2, 3, 4], (), Point2(1, 2), [1, 2], Point2(Point2(0, 1), 'alpha'), range(3), 1, (1, [2, 3]), bytearray(b'a'), [], b'x', 3]:
    try:
        print(subject, matched1(subject))
    except Exception as error:
        print(type(error).__name__, error)
print('# matches')
class Point5:
    __match_args__ = ('y', 'x')
    def __init__(self, x, y):
        self.x, self.y = x, y
    def __repr__(self): return f'P({self.x}, {self.y})'
class Names:
    ONE = 1
    WORD = 'alpha'
    NOTHING = None
def matched4(subject):
    match (subject, len(repr(subject)) % 3):
        case ((('alpha' | int() | {'a': _}) as c6),):
            return 0, c6
        case (((1 | None), tuple([1, _]), [2.0, 1+2j, 2.0]), ([1, *_] | 2.0 | [1, *_])):
            return 1, None
    return 'nothing'
for subject in [b'x', Point5(Point5(0, 1), 'alpha'), (), {}, bytearray(b'a'), 1, {'a': 1}]:
    try:
        print(subject, matched4(subject))
    except Exception as error:
        print(type(error).__name__, error)
print('# matches')
class Point8:
    __match_args__ = ('x', 'y')
    def __init__(self, x, y):
        self.x, self.y = x, y
    def __repr__(self): return f'P({self.x}, {self.y})'
class Names:
    ONE = 1
    WORD = 'alpha'
    NOTHING = None
def matched7(subject):
    match subject,:
        case [_]:
            return 0, None
        case [*_, (1 | None), [[c9, c10], object(), (None as c11), *c12], (*_,)]:
            return 1, c9, c10, c11, c12
        case ({'a': _} | 2.0):
            return 2, None
        case ([Names.WORD, {Names.WORD: -1, 'b': None}],):
            return 3, None
        case {'b': [], 1: []}:
            return 4, None
    return 'nothing'
for subject in [{'a': 1}, {'a': 1, 'b': [2]}, 'ab', 3, -1, 1, Point8(Point8(0, 1), 'alpha'), 'alpha', 1+2j, 2.0, None, ()]:
    try:
        print(subject, matched7(subject))
    except Exception as error:
        print(type(error).__name__, error)
