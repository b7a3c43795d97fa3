"""Counter, ChainMap, UserDict, UserList and UserString."""
from collections import Counter, ChainMap, UserDict, UserList, UserString
import copy

def show(label, function):
    try:
        result = function()
    except BaseException as error:
        print(label, '->', type(error).__name__, '|', error)
    else:
        print(label, '->', result)

c = Counter('abracadabra')
print(c, c['z'], c.most_common(2), c.most_common(), sorted(c.elements()), c.total(), len(c), 'z' in c)
c.update('zzz'); c.update({'a': 2}); c.update(b=1, y=2); print(c)
c.subtract('abc'); c.subtract(a=10); print(c, +c, -c)
del c['nothing']; del c['z']; print(c)
a, b = Counter(x=3, y=1), Counter(x=1, y=2, z=1)
print(a + b, a - b, a | b, a & b, a == b, a <= b, a >= b, a < a | b, a != Counter(x=3, y=1, q=0), a == Counter(x=3, y=1, q=0))
a += b; print(a); a -= Counter(x=1); print(a); a |= Counter(w=9); print(a); a &= Counter(w=5, x=1); print(a)
show('add', lambda: a + {}); show('fromkeys', lambda: Counter.fromkeys('ab')); show('bad', lambda: Counter(5)); show('unhashable', lambda: Counter([[]]))
print(Counter(), Counter([]), Counter(a=1).copy(), copy.copy(Counter('ab')), Counter('ab').__reduce__(), Counter({'a': 'x'}), Counter(['x', 1]))
words = 'the quick brown fox jumps over the lazy dog the end'.split()
print(Counter(map(len, words)).most_common(3), Counter(words).most_common(1))
class Sub(Counter): pass
print(Sub('aab'), type(Sub('a') + Sub('b')).__name__, type(Sub('a').copy()).__name__)
m = ChainMap({'a': 1}, {'a': 2, 'b': 3}, {'c': 4})
print(m, m['a'], m['b'], m.get('z'), m.get('z', 5), list(m), len(m), 'c' in m, 'z' in m, dict(m), bool(ChainMap({}, {})), sorted(m.items()), m.maps)
m['b'] = 9; m['n'] = 1; print(m.maps[0], m.parents, m.new_child(), m.new_child({'q': 1}, r=2).maps[0]); del m['n']
show('missing', lambda: m['z']); show('del', lambda: m.__delitem__('c')); show('pop', lambda: m.pop('c')); show('popitem', lambda: ChainMap().popitem())
print(m.pop('a'), m.popitem(), m, m.copy().maps[0] is m.maps[0], m | {'x': 1}, {'y': 2} | m, ChainMap.fromkeys('ab', 1), m == {'a': 2, 'b': 3, 'c': 4})
m |= {'u': 1}; print(m.maps[0], m.setdefault('v', 7), m.setdefault('u', 8))
d = UserDict({'a': 1}, b=2); d['c'] = 3
print(d, d.data, len(d), sorted(d), 'a' in d, d.get('z'), d.pop('a'), d.copy(), d | {'z': 1}, {'y': 0} | d, d == {'b': 2, 'c': 3}, isinstance(d, dict), UserDict.fromkeys('xy'))
class Lower(UserDict):
    def __setitem__(self, key, value): super().__setitem__(key.lower(), value)
    def __missing__(self, key): return f'no {key}'
l = Lower(AB=1); l['Cd'] = 2; l.update(EF=3); print(l, l['none'], 'none' in l, l.get('none'), copy.copy(l))
show('key', lambda: UserDict()['k'])
u = UserList([3, 1, 2]); u.append(0); u.sort(); u += [9]; print(u, u[1:3], type(u[1:3]).__name__, u + [1], [1] + u, u * 2, u == [0, 1, 2, 3, 9], u < [5], u.index(3), u.pop(), u.count(1), 2 in u, u.copy(), len(u), list(reversed(u)))
u.insert(0, 'x'); u.remove(2); u.extend(UserList('yz')); u.reverse(); del u[0]; u[0] = 'w'; print(u, u.data); u.clear(); print(u, UserList(u), UserList('abc'))
s = UserString('Hello'); print(s, repr(s), s.upper(), type(s.upper()).__name__, s + ' w', 'x' + s, s * 2, s[1:3], s.find('l'), 'ell' in s, s == 'Hello', hash(s) == hash('Hello'), len(s), s.split('l'), s.replace('l', UserString('L')), s.startswith('He'), UserString('%d') % 5, s.center(9, '*'), UserString(5), int(UserString('7')), s.encode(), sorted(s)[0])
