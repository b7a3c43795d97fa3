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
    match [subject]:
        case ():
            return 0, None
        case False:
            return 1, None
        case False:
            return 2, None
        case ({'a': _} | [1, *_]):
            return 3, None
        case 1+2j:
            return 4, None
    return 'nothing'
for subject in [1, Point2(Point2(0, 1), 'alpha'), 'alpha', 3, {1: 2, 'x': None}, 1+2j, 'ab', range(3), {}, None, (1, [2, 3]), 2.0, {'a': 1}, []]:
    try:
        print(subject, matched1(subject))
    except Exception as error:
        print(type(error).__name__, error)
print('# matches')
class Point4:
    __match_args__ = ('x',)
    def __init__(self, x, y):
        self.x, self.y = x, y
    def __repr__(self): return f'P({self.x}, {self.y})'
class Names:
    ONE = 1
    WORD = 'alpha'
    NOTHING = None
def matched3(subject):
    match subject:
        case ([1, *_] | 2.0 | [1, *_]):
            return 0, None
        case bool():
            return 1, None
        case 1+2j:
            return 2, None
        case {Names.WORD: {**c5}, 1: [*c6, _, {}], **c7}:
            return 3, c5, c6, c7
        case {'b': Point4(y=bytes()), Names.WORD: [Point4(2.0),], **c8}:
            return 4, c8
        case False:
            return 5, None
    return 'nothing'
for subject in [[1, 2, 3, 4], {}, {'a': 1}, range(3), (1, [2, 3]), None]:
    try:
        print(subject, matched3(subject))
    except Exception as error:
        print(type(error).__name__, error)
print('# matches')
class Point10:
    __match_args__ = ('x',)
    def __init__(self, x, y):
        self.x, self.y = x, y
    def __repr__(self): return f'P({self.x}, {self.y})'
class Names:
    ONE = 1
    WORD = 'alpha'
    NOTHING = None
def matched9(subject):
    match subject:
        case (1 as c11):
            return 0, c11
        case -1:
            return 1, None
        case ({'a': _} | 'alpha' | {'a': _}):
            return 2, None
    return 'nothing'
for subject in [-1, 3, range(3), b'x', 'ab', 'alpha', Point10(1, 2), Point10(Point10(0, 1), 'alpha'), [1, 2, 3, 4]]:
    try:
        print(subject, matched9(subject))
    except Exception as error:
        print(type(error).__name__, error)
