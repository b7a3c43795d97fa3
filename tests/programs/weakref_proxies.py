import _weakref as w
class L(list):
    def __add__(s,o): return ("add",o)
    def __call__(s,*a,**k): return (a,k)
    def __bytes__(s): return b"bb"
    def __iadd__(s,o): s.append(o); return s
    def __pow__(s,o,m=None): return ("pow",o,m)
    def __index__(s): return 7
    def __int__(s): return 8
    def __float__(s): return 2.5
    def __radd__(s,o): return ("radd",o)
l=L([1,2,3]); p=w.proxy(l)
print(type(p), type(p) is w.CallableProxyType, p.__class__, isinstance(p, L), str(p), len(p), p[0], p[-1], list(p), 2 in p, bool(p))
print(p+1, 1+p, p(1,a=2), p**2, pow(p,2,3), bytes(p),  [0]*7+[9], ([0]*8)[p], int(p), float(p))
p[0]=5; del p[1]; print(p==l, p==[5,3], p<[6], l)
p.z=1; print(l.z); del p.z; print(hasattr(l,'z'))
try: hash(p)
except TypeError as e: print(e)
print(w.proxy(l) is p, w.getweakrefcount(l))
r=repr(p); print(r.split(' at ')[0], r.split(' to ')[1].split(' at')[0])
q=w.proxy(l, lambda x: print("dead", type(x)))
print(q is p)
try: -p
except TypeError as e: print(e)
try: next(p)
except TypeError as e: print(e)
del l
for f in (lambda: p.x, lambda: p+1, lambda: len(p), lambda: bool(p), lambda: iter(p), lambda: p(), lambda: str(p), lambda: p==1, lambda: 1 in p, lambda: p[0], lambda: next(p), lambda: 1+p):
    try: print(f())
    except ReferenceError as e: print(e)
print(repr(p).split(' to ')[1].split(' at')[0])
def g(): yield 1; yield 2
class It:
    def __iter__(s): return s
    def __next__(s): return 3
i=It(); pi=w.proxy(i); print(type(pi), next(pi))
try: w.proxy(5)
except TypeError as e: print(e)
try: w.proxy()
except TypeError as e: print(e)
try: w.ProxyType()
except TypeError as e: print(e)
try: pi()
except TypeError as e: print(e)
try: pi+1
except TypeError as e: print(e)
print(sorted(set(dir(type(p)))), type(p).__hash__)
o=L(); x=w.proxy(o); x+=4; print(type(x), o)

class M:
    def __reversed__(s): return "rev"
    def __bytes__(s): return b"bb"
m=M(); y=w.proxy(m); print(reversed(y), bytes(y), [a for a in dir(w.ProxyType) if 'rev' in a or 'bytes' in a], [a for a in dir(w.CallableProxyType) if 'rev' in a or 'bytes' in a])
try: reversed(p)
except TypeError as e: print(e)
z=w.proxy(m, None); print(z is y)
print(w.getweakrefs(m)[0] is y)
