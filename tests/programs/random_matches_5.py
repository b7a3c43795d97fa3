print('# matches')
class Point2:
    __match_args__ = ('x', 'y')
    def __init__(self, x, y):
        self.x, self.y = x, y
    def __repr__(self): return f'P({self.x}, {self.y})'
class Names:
    ONE = 1
    WORD = 'alpha'
    NOTHING = None
def matched1(subject):
    match [subject]:
        case ['alpha', 'alpha']:
            return 0, None
        case (1 | 'alpha'):
            return 1, None
        case None:
            return 2, None
        case {}:
            return 3, None
        case (c3,):
            return 4, c3
    return 'nothing'
for subject in [Point2(1, 2), 1+2j, {}, 3, (1, [2, 3]), True, [1, 2], 'alpha']:
    try:
        print(subject, matched1(subject))
    except Exception as error:
        print(type(error).__name__, error)
