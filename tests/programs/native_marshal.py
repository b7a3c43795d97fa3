import marshal
def show(f,*a):
    try: print(f.__name__, repr(a)[:150], '->', repr(f(*a))[:200])
    except BaseException as e: print(f.__name__, repr(a)[:150], '!!', type(e).__name__, e)
big=2**100
L=[1,2]; sh="sharedname"*3
vals=[None,True,False,...,StopIteration,0,1,-1,2**31-1,2**31,-2**31,-2**31-1,2**62,2**63,big,-big,10**50,1.5,-0.0,float('inf'),1e-300,0.1,1j,1.5-2.5j,"","a","abc","\xe9","\u20ac","\U0001f600","\ud800","x"*255,"x"*256,"y"*300,b"",b"a",b"abc"*100,bytearray(b"xy"),(),(1,),(1,2,3),tuple(range(300)),[],[1,[2,[3]]],{},{"a":1,2:"b"},set(),frozenset(),{1,2,3},frozenset("abc"),{"z","y","x"},{frozenset([1]),frozenset([2])},(1,"a",("b",b"c",None)),[L,L],(sh,sh),[big,big],{"k":sh,"l":sh}]
for v in vals:
    for ver in range(5):
        try:
            d=marshal.dumps(v,ver); print(ver,repr(v)[:60],d[:120],len(d)); w=marshal.loads(d); print(type(w).__name__, w==v or (w!=w) or isinstance(v,memoryview))
        except Exception as e: print(ver,repr(v)[:60],type(e).__name__,e)
show(marshal.dumps,int); show(marshal.dumps); show(marshal.dumps,1,"a"); show(marshal.loads,"a"); show(marshal.loads); show(marshal.loads,b""); show(marshal.dumps,1,-1); show(marshal.dumps,1,9)
class I(int): pass
class T(tuple): pass
show(marshal.dumps,I(1)); show(marshal.dumps,T()); print(marshal.version)
d=marshal.dumps([1,"abc",2.5,(1,big),{"a":b"b"}])
for i in range(len(d)): show(marshal.loads,d[:i])
print(marshal.loads(d+b"xxx"))
for b in (b"0",b"?",b"(\xff\xff\xff\xff",b"[\x01\0\0\0",b"[\x01\0\0\x000",b"<\x01\0\0\x000",b"{00",b"{N0",b"r\0\0\0\0",b"l\x01\0\0\0\0\0",b"l\x01\0\0\0\xff\xff",b"s\xff\xff\xff\xff",b"u\x01\0\0\0\xff",b"z\x05ab",b"f\x031.5",b"x\x031.5\x032.5",b"<\x01\0\0\0[\0\0\0\0",b"{[\0\0\0\0N0",b"l\0\0\0\0",b"l\x02\0\0\0\x01\0\x00\0",b"\xdb\x01\0\0\0r\0\0\0\0",b"\xa9\x01r\0\0\0\0", b"c", b"S",b".",b"\xfb\x01\0\0\0N"): show(marshal.loads,b)
x=[]
for i in range(1990): x=[x]
d=marshal.dumps(x); print(len(d)); y=marshal.loads(d); n=0
while y: y=y[0]; n+=1
print(n); 
for i in range(20): x=[x]
show(lambda: marshal.dumps(x)); show(lambda: marshal.loads(b'[\x01\0\0\0' * 3000))
rec=[]; rec.append(rec); d=marshal.dumps(rec); print(d); z=marshal.loads(d); print(z[0] is z)
def f(a,b=1,*c,d,**e):
    "doc"
    x=lambda: a
    return [x for x in range(a)]
def named(code):
    inner=(named(x) if hasattr(x,'co_code') else x for x in code.co_consts)
    return code.replace(co_filename='f.py', co_consts=tuple(inner))
c=named(f.__code__)
d=marshal.dumps(c); g=marshal.loads(d); print(g==c, g.co_varnames, g.co_consts[0], len(d), marshal.dumps(g)==d)
class Buf:
    def __repr__(s): return "Buf"
    def __init__(s,d): s.d=d; s.p=0
    def read(s,n=-1):
        r=s.d[s.p:] if n<0 else s.d[s.p:s.p+n]; s.p+=len(r); return r
    def readinto(s,b):
        r=s.d[s.p:s.p+len(b)]; b[:len(r)]=r; s.p+=len(r); return len(r)
    def write(s,d): s.d+=d; return len(d)
w=Buf(b"")
for v in vals:
    try: print(marshal.dump(v,w))
    except Exception as e: print(e)
marshal.dump(c,w); marshal.dump(d,w,2)
r=Buf(w.d); k=0
while r.p<len(r.d):
    v=marshal.load(r); k+=1
    print(k,r.p,repr(v)[:40] if not hasattr(v,"co_name") else v.co_name)
show(marshal.load,Buf(b"")); show(marshal.load,Buf(b"i\0")); show(marshal.load,Buf("a"))
