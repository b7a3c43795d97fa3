"""Named tuples: making, using, wrong names, defaults, subclasses."""
from collections import namedtuple
import copy

def show(label, function):
    try:
        result = function()
    except BaseException as error:
        print(label, '->', type(error).__name__, '|', error)
    else:
        print(label, '->', result)

Point = namedtuple('Point', 'x y')
p = Point(1, y=2)
print(p, p.x, p[1], p == (1, 2), hash(p) == hash((1, 2)), len(p), [*p], p + (3,), Point._fields, Point.__match_args__, Point.__slots__)
print(p._replace(x=5), p._asdict(), Point._make('ab'), Point._field_defaults, p.__getnewargs__(), Point.__doc__, Point.x.__doc__, repr(Point.x), Point.__new__.__doc__)
for args, kwargs in [((1,), {}), ((1, 2, 3), {}), ((), dict(x=1)), ((1, 2), dict(z=3)), ((1,), dict(x=1))]:
    show(args, lambda: Point(*args, **kwargs))
show('replace', lambda: p._replace(z=1)); show('make', lambda: Point._make([1])); show('set', lambda: setattr(p, 'x', 1)); show('del', lambda: delattr(p, 'x')); show('new', lambda: setattr(p, 'other', 1))
for fields in ['a b', 'a,b', ['a', 'b'], ('a',), '', 'a a', '_a', '1a', 'class', 'a-b', [1, 2], 'x ' * 3]:
    show(fields, lambda: namedtuple('T', fields)._fields)
    show((fields, 'rename'), lambda: namedtuple('T', fields, rename=True)._fields)
show('typename', lambda: namedtuple('1T', 'a')); show('typename', lambda: namedtuple('class', 'a')); show('defaults', lambda: namedtuple('T', 'a b', defaults=[1, 2, 3]))
D = namedtuple('D', 'a b c', defaults=(2, 3), module='somewhere')
print(D(1), D(1, 5), D._field_defaults, D.__module__, D.__new__.__defaults__, D.__name__, D.__qualname__)
show('missing', D)
class Sub(Point):
    __slots__ = ()
    @property
    def norm(self): return (self.x ** 2 + self.y ** 2) ** .5
    def __repr__(self): return f'Sub<{super().__repr__()}>'
s = Sub(3, 4); print(s, s.norm, s._replace(x=0), type(s._replace(x=0)).__name__, copy.copy(s), copy.deepcopy(s), s._asdict())
class Free(Point): pass
f = Free(1, 2); f.attr = 3; print(f, f.__dict__, copy.copy(f).attr)
match Point(1, 2):
    case Point(x=0): print('zero')
    case Point(a, b): print(a, b)
print(sorted([Point(2, 1), Point(1, 9), Point(1, 2)]), max(Point(1, 1), Point(0, 5)), {Point(1, 2): 'v'}[(1, 2)], '%s %s' % p, '{0.x} {0[1]}'.format(p))
Point.x.__doc__ = 'horizontal'; print(Point.x.__doc__)
Big = namedtuple('Big', [f'f{i}' for i in range(300)]); b = Big(*range(300)); print(b.f299, b[150], len(Big._fields))
