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
        case []:
            return 0, None
        case [({'a': _} | 'alpha'), *c3, _]:
            return 1, c3
        case (c4, _) if 8 < len(repr(c4)) <= -1:
            return 2, c4
        case (((Names.WORD, None),) as c5):
            return 3, c5
    return 'nothing'
for subject in [(), Point2(1, 2), 1, 'alpha', True, {1: 2, 'x': None}, Point2(Point2(0, 1), 'alpha'), None, [1, 2]]:
    try:
        print(subject, matched1(subject))
    except Exception as error:
        print(type(error).__name__, error)
