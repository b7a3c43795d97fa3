"""What native code borrows from a field, a container or a weak reference is taken away while it is at work. The argument is the
seed."""

from _dice import finish, roll, seed

made = f"SEED = {seed}\nMANY = {roll(80)}\n" + r"""
import collections, functools, weakref, types, gc
class C:
    def __init__(s,r=NotImplemented): s.r=r
    def __lt__(s,o): clear(); return s.r
    __gt__=__le__=__ge__=__eq__=__ne__=__lt__
    __hash__=None
    def __index__(s): clear(); return 3
    def __call__(s,*a): clear(); return [1]
def t(f):
    try: print(repr(f())[:60])
    except BaseException as e: print(type(e).__name__, str(e)[:90])
for r in (NotImplemented, True, False):
    def clear(): l.clear(); m.clear(); gc.collect(); [C() for _ in range(MANY)]
    for op in ('<','<=','>','>=','==','!='):
        l=[1,C(r)]; m=[1,C(r)]; t(lambda: eval('l %s m'%op))
    q=collections.deque([C(r),C(r)])
    def clear(): q.clear(); gc.collect(); [C() for _ in range(MANY)]
    t(lambda: q.index(5)); q.extend([C(r)]*3); t(lambda: q.index(C(r)))
    a=types.CellType(C(r)); b=types.CellType(C(r))
    def clear():
        for z in (a,b):
            try: del z.cell_contents
            except ValueError: pass
        gc.collect(); [C() for _ in range(MANY)]
    for op in ('<','==','!=','>='):
        a.cell_contents=C(r); b.cell_contents=C(r); t(lambda: eval('a %s b'%op))
    x=C(r); y=C(r); px=weakref.proxy(x); py=weakref.proxy(y)
    def clear():
        global x,y
        x=y=None; gc.collect(); [C() for _ in range(MANY)]
    for op in ('<','==','!='):
        x=C(r); y=C(r); px=weakref.proxy(x); py=weakref.proxy(y); t(lambda: eval('px %s py'%op))
import array
l=[C(),C(),C()]
def clear(): l.clear(); gc.collect(); [C() for _ in range(MANY)]
t(lambda: array.array('i').fromlist(l))
p=functools.partial(C(),1); 
def clear(): p.__setstate__((len,((),),{},None)); gc.collect(); [C() for _ in range(MANY)]
t(p); t(p)
d=collections.defaultdict(C())
def clear(): d.default_factory=None; d.__init__(); gc.collect(); [C() for _ in range(MANY)]
t(lambda: d[1])
class S:
    def __init__(s,f): s.f=f
    def __str__(s): s.f(); return 'S'
    __repr__=__str__
e=OSError(1,2); 
def f(): e.errno=e.strerror=e.filename=None; del e.errno, e.strerror, e.filename; e.__init__(3,4); gc.collect(); [C() for _ in range(MANY)]
e=OSError(S(f),S(f),S(f)); t(lambda: str(e)); t(lambda: str(e))
class K:
    def __init__(s,n): s.n=n
    def __hash__(s): h(); return 1
    def __eq__(s,o): h(); return s.n==getattr(o,'n',0)
    def __repr__(s): h(); return 'K'
h=lambda: None
ACTS = [lambda: o.clear(), lambda: o.popitem(), lambda: o.popitem(last=False), lambda: o.__setitem__(K(9),1), lambda: o.move_to_end(ks[0])]
RUNS = [lambda: o.copy(), lambda: repr(o), lambda: o==o2, lambda: list(o.items()), lambda: list(o), lambda: o.update(o2), lambda: O2(o).copy(), lambda: list(reversed(o)), lambda: o.setdefault(K(5),1), lambda: o.pop(K(2),1)]
for number in range(50):
    act, run = ACTS[(SEED + number) % 5], RUNS[(SEED + number // 5) % 10]
    if True:
        class O2(collections.OrderedDict): pass
        h=lambda: None; ks=[K(i) for i in range(4)]; o=collections.OrderedDict((k,[i]) for i,k in enumerate(ks)); o2=collections.OrderedDict((K(i),[i]) for i in range(4)); del ks[1:]
        n=[0]
        def h():
            n[0]+=1
            if n[0]==1+SEED%7:
                try: act()
                except (KeyError,RuntimeError): pass
                gc.collect(); [K for _ in range(MANY)]
        t(run)
"""

finish(made)
