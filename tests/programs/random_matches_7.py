print('# matches')
class Point2:
    __match_args__ = ('x',)
    def __init__(self, x, y):
        self.x, self.y = x, y
    def __repr__(self): return f'P({self.x}, {self.y})'
class Names:
    ONE = 1
    WORD = 'alpha'
    NOTHING = None
def matched1(subject):
    match subject,:
        case (('alpha' | {'a': _}), ([Names.ONE, 2.0],)):
            return 0, None
        case {1: ({1: Names.ONE},), 'a': [*_, Names.ONE]}:
            return 1, None
        case str(c3):
            return 2, c3
        case ((object(),), ({'a': _} | 'alpha' | {'a': _}), Names.NOTHING):
            return 3, None
        case [(), {'x': {**c4}, **c5}]:
            return 4, c4, c5
        case 2.0:
            return 5, None
        case -1:
            return 6, None
    return 'nothing'
for subject in ['alpha', True, Point2(Point2(0, 1), 'alpha'), {'a': 1}, Point2(1, 2), {1: 2, 'x': None}, None, [1, 2, 3, 4], [1, 2]]:
    try:
        print(subject, matched1(subject))
    except Exception as error:
        print(type(error).__name__, error)
print('# matches')
class Point7:
    __match_args__ = ('x', 'y')
    def __init__(self, x, y):
        self.x, self.y = x, y
    def __repr__(self): return f'P({self.x}, {self.y})'
class Names:
    ONE = 1
    WORD = 'alpha'
    NOTHING = None
def matched6(subject):
    match subject:
        case (Point7(x={}) as c8) if -1 != 5:
            return 0, c8
        case {'x': False, 'a': (str(), {1: Names.NOTHING, 'x': 'alpha', **c9}, *_)}:
            return 1, c9
        case {}:
            return 2, None
    return 'nothing'
for subject in [None, b'x', [1, 2], {1: 2, 'x': None}]:
    try:
        print(subject, matched6(subject))
    except Exception as error:
        print(type(error).__name__, error)
print('# matches')
class Point11:
    __match_args__ = ('x',)
    def __init__(self, x, y):
        self.x, self.y = x, y
    def __repr__(self): return f'P({self.x}, {self.y})'
class Names:
    ONE = 1
    WORD = 'alpha'
    NOTHING = None
def matched10(subject):
    match subject:
        case ([[], *_] as c12):
            return 0, c12
        case Point11({Names.WORD: (None | 2.0)}, y=[]):
            return 1, None
        case {'a': -1, 1: tuple([1, _])}:
            return 2, None
    return 'nothing'
for subject in ['alpha', None, {'a': 1, 'b': [2]}, 1+2j, {'a': 1}, Point11(1, 2), 2.0, range(3), {1: 2, 'x': None}, 3]:
    try:
        print(subject, matched10(subject))
    except Exception as error:
        print(type(error).__name__, error)
