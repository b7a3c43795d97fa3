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
    match (subject, len(repr(subject)) % 3):
        case ({Names.WORD: (Names.NOTHING,)}, {}, c3) if len(repr(c3)) == len(repr(c3)):
            return 0, c3
        case True:
            return 1, None
        case (*_, None, {}, 1):
            return 2, None
        case None:
            return 3, None
        case -1:
            return 4, None
        case {'b': _, 'x': c4} if len(repr(c4)) < len(repr(c4)) <= len(repr(c4)):
            return 5, c4
    return 'nothing'
for subject in [2.0, range(3), -1, [], 3, 1, {'a': 1, 'b': [2]}, None, (1, [2, 3]), {1: 2, 'x': None}, b'x', (), {'a': 1}, True]:
    try:
        print(subject, matched1(subject))
    except Exception as error:
        print(type(error).__name__, error)
