"""Locks of _thread, weak containers, and abstract registries with dead classes."""
import _thread
import gc
import weakref
from collections import OrderedDict, defaultdict, deque
from functools import lru_cache, partial

def show(label, function):
    try:
        result = function()
    except BaseException as error:
        print(label, '->', type(error).__name__, '|', error)
    else:
        print(label, '->', result)

lock = _thread.allocate_lock()
print(type(lock), lock.locked(), lock.acquire(), lock.locked(), lock.acquire(False), lock.acquire(timeout=0.01) if False else '', lock.release(), lock.locked())
show('release', lock.release); show('args', lambda: lock.acquire(False, 5)); show('args', lambda: lock.acquire(True, -5)); show('new', _thread.LockType)
with lock as entered:
    print(entered, lock.locked())
print(lock.locked()); lock.acquire(); lock._at_fork_reinit(); print(lock.locked())
r = _thread.RLock(); print(r.acquire(), r.acquire(), r._is_owned(), r.release(), r._is_owned(), r.release(), r._is_owned()); show('release', r.release)
with r, r: print(r._is_owned())
state = (r.acquire(), r.acquire(), r._release_save())[2]; print(state[0], r._is_owned()); r._acquire_restore(state); print(r._is_owned(), r.release(), r.release())
print(_thread.get_ident() == _thread.get_ident(), _thread.error, _thread.TIMEOUT_MAX > 1e9, _thread._count())
local = _thread._local(); local.x = 1; print(local.x, local.__dict__); show('attr', lambda: local.y)
class L(_thread._local):
    kind = 'sub'
    def __init__(self, v): self.v = v
l = L(5); print(l.v, l.kind, l.__dict__); show('init', lambda: _thread._local(1))
class Thing:
    def __init__(self, n): self.n = n
    def __repr__(self): return f'T{self.n}'
    def __hash__(self): return self.n
    def __eq__(self, o): return self.n == o.n
a, b = Thing(1), Thing(2)
values = weakref.WeakValueDictionary(x=a, y=b); keys = weakref.WeakKeyDictionary({a: 1, b: 2}); things = weakref.WeakSet([a, b])
print(sorted(values), len(values), len(keys), len(things), a in things, values['x'], keys[b], values.get('z'), sorted(things, key=hash))
del a; gc.collect(); print(list(values), len(keys), len(things)); show('gone', lambda: values['x'])
fin = weakref.finalize(b, print, 'finalized', 1); print(fin.alive); del b; gc.collect(); print(fin.alive, len(values), fin())
class M:
    def meth(self): return 'called'
m = M(); wm = weakref.WeakMethod(m.meth); print(wm()()); del m; print(wm())
for make in [lambda: deque([1]), lambda: OrderedDict(a=1), lambda: partial(print), lambda: lru_cache(lambda: 1), lambda: defaultdict(list)]:
    made = make()
    try:
        ref = weakref.ref(made, lambda r: print('dead', r() is None))
    except TypeError as error:
        print(error); continue
    print(type(made).__name__, ref() is made); del made
print('end')
