"""Abstract base classes: abstract methods, registration, caches, hooks, pattern flags."""
import _abc
import abc
from abc import ABC, ABCMeta, abstractmethod
import collections.abc as cabc
import gc
import weakref

def show(label, function):
    try:
        result = function()
    except BaseException as error:
        print(label, '->', type(error).__name__, '|', error)
    else:
        print(label, '->', result)

class A(ABC):
    @abstractmethod
    def one(self): ...
    @property
    @abstractmethod
    def two(self): ...
    @classmethod
    @abstractmethod
    def three(cls): ...
    @staticmethod
    @abstractmethod
    def four(): ...
    def concrete(self): return 1
print(sorted(A.__abstractmethods__), type(A.__abstractmethods__))
show('A', A)
class B(A):
    def one(self): return 'one'
    two = 2
show('B', B); print(sorted(B.__abstractmethods__))
class C(B):
    def three(cls): ...
    def four(): ...
show('C', lambda: C().one())
class Single(ABC):
    @abstractmethod
    def only(self): ...
show('Single', Single); show('Single', lambda: Single(1))
class X: pass
class Y(X): pass
class Z: pass
token = abc.get_cache_token()
print(issubclass(X, A), isinstance(X(), A), A.register(X) is X, issubclass(X, A), issubclass(Y, A), isinstance(Y(), A), isinstance(Z(), A), abc.get_cache_token() - token)
print(A.register(X) is X, abc.get_cache_token() - token)
show('register', lambda: A.register(5)); show('cycle', lambda: B.register(A)); show('cycle', lambda: (X.__mro__, ABCMeta.register(C, A)))
registry, cache, negative, version = _abc._get_dump(A)
print(sorted(r().__name__ for r in registry), sorted(r().__name__ for r in cache), sorted(r().__name__ for r in negative), version - token)
_abc._reset_caches(A); print([len(s) for s in _abc._get_dump(A)[:3]]); _abc._reset_registry(A); print([len(s) for s in _abc._get_dump(A)[:3]], issubclass(X, A))
class Hook(ABC):
    @classmethod
    def __subclasshook__(cls, other):
        print('hook', other.__name__)
        return {'X': True, 'Y': False, 'Z': NotImplemented}.get(other.__name__, 5)
print(issubclass(X, Hook), issubclass(X, Hook), issubclass(Y, Hook), issubclass(Y, Hook), issubclass(Z, Hook), isinstance(Z(), Hook))
show('bad hook', lambda: issubclass(int, Hook)); show('not class', lambda: issubclass(5, Hook)); show('not class', lambda: Hook.__subclasscheck__(5))
class Proxy:
    @property
    def __class__(self): return X
print(isinstance(Proxy(), Hook), isinstance(Proxy(), A))
temp = type('Temp', (), {}); A.register(temp); print(len(_abc._get_dump(A)[0])); isinstance(temp(), A); del temp; gc.collect(); print([len(s) for s in _abc._get_dump(A)[:2]])
class Sub(A): pass
class Other: pass
Sub.register(Other); print(issubclass(Other, A), isinstance(Other(), A), issubclass(Other, B))
show('init', lambda: _abc._abc_init(5)); show('init', lambda: _abc._abc_init()); show('dump', lambda: _abc._get_dump(int)); show('reg', lambda: _abc._abc_register(A)); show('inst', lambda: _abc._abc_instancecheck(int, 5)); show('token', lambda: _abc.get_cache_token(1))
class WrongImpl: _abc_impl = 5
show('wrong', lambda: _abc._get_dump(WrongImpl)); print(type(A._abc_impl), type(A._abc_impl)() is not None)
class NoWeak(type):
    __hash__ = None
    def __eq__(self, other): return self is other
nw = NoWeak('nw', (), {})
show('unhashable', lambda: issubclass(nw, A)); show('unhashable', lambda: A.register(nw))
for cls, name in [(list, 'Sequence'), (dict, 'Mapping'), (str, 'Sequence'), (range, 'Sequence'), (set, 'Set'), (int, 'Hashable'), (list, 'Hashable'), (dict, 'Iterable'), (int, 'Iterable'), (type(iter([])), 'Iterator'), (bytearray, 'MutableSequence'), (tuple, 'MutableSequence'), (len.__class__, 'Callable'), (frozenset, 'MutableSet'), (type({}.keys()), 'KeysView'), (memoryview, 'Sequence'), (dict, 'Reversible'), (type(x for x in ()), 'Generator')]:
    print(cls.__name__, name, issubclass(cls, getattr(cabc, name)))
class Seq(cabc.Sequence):
    def __len__(self): return 3
    def __getitem__(self, i):
        if i > 2: raise IndexError
        return i
class Virtual:
    def __len__(self): return 2
    def __getitem__(self, i): return 'ab'[i]
class VirtualChild(Virtual): pass
def match(v):
    match v:
        case [a, b, *c]: return 'seq', a, b, c
        case {'k': x}: return 'map', x
        case _: return 'none'
print(match(Seq()), match(Virtual()), match(VirtualChild()), Seq().index(2), 1 in Seq(), list(reversed(Seq())), Seq().count(1))
cabc.Sequence.register(Virtual); print(match(Virtual()), match(VirtualChild()), Virtual.__flags__ & 96, VirtualChild.__flags__ & 96, Seq.__flags__ & 96, cabc.Mapping.__flags__ & 96)
class Map(cabc.MutableMapping):
    def __init__(self): self.d = {}
    def __getitem__(self, k): return self.d[k]
    def __setitem__(self, k, v): self.d[k] = v
    def __delitem__(self, k): del self.d[k]
    def __iter__(self): return iter(self.d)
    def __len__(self): return len(self.d)
m = Map(); m['k'] = 1; m.update(a=2); print(match(m), m.get('z'), m.pop('a'), list(m.items()), m == {'k': 1}, m.setdefault('q', 4), sorted(m.keys()), m.popitem())
show('flags', lambda: ABCMeta('F', (), {'__abc_tpflags__': 96})); F = ABCMeta('F', (), {'__abc_tpflags__': 32}); print(F.__flags__ & 96, '__abc_tpflags__' in vars(F)); F = ABCMeta('F', (), {'__abc_tpflags__': 'x'}); print(F.__flags__ & 96)
class D(ABC):
    pass
def late(self): ...
D.late = abstractmethod(late); print(D.__abstractmethods__); abc.update_abstractmethods(D); print(D.__abstractmethods__); show('late', D)
del D.late; abc.update_abstractmethods(D); print(D())
print(abc.ABC.__doc__ is not None, A._abc_registry if hasattr(A, '_abc_registry') else 'none', ABCMeta.__mro__)
class CMeta(ABCMeta):
    def __instancecheck__(cls, inst): print('check'); return super().__instancecheck__(inst)
class WithMeta(metaclass=CMeta): pass
print(isinstance(5, WithMeta), isinstance(WithMeta(), WithMeta), issubclass(int, WithMeta))
