import binascii
import cmath
out = []
st=777
def r():
    global st
    st=(st*6364136223846793005+1442695040888963407)&(2**64-1)
    return st>>11
def val():
    k=r()%6
    u=r()/(1<<53)
    if k==0: return u*2-1
    if k==1: return (u-0.5)*20
    if k==2: return (u+0.5)*2.0**((r()%2000)-1000)*(1 if r()&1 else -1)
    if k==3: return (u-0.5)*1500
    if k==4: return float(r()%8-4)
    return (r()%4000-2000)/8
sp=[0.0,-0.0,1.0,-1.0,2.5,-2.5,float('inf'),-float('inf'),float('nan'),5e-324,1e308,-1e308,1e-310,0.5]
def h(x): return x.hex()
def show(n,f,*a):
    try:
        v=f(*a)
        if isinstance(v,complex): v=h(v.real)+" "+h(v.imag)
        elif isinstance(v,tuple): v=[h(x) for x in v]
        elif isinstance(v,float): v=h(v)
    except Exception as e: v=type(e).__name__+str(e)
    out.append(f"{n} {a} {v}")
one="acos acosh asin asinh atan atanh cos cosh exp log log10 sin sinh sqrt tan tanh phase polar isfinite isinf isnan".split()
N=300
for n in one:
    f=getattr(cmath,n)
    for x in sp:
        for y in sp: show(n,f,complex(x,y))
    for i in range(N): show(n,f,complex(val(),val()))
for x in sp:
    for y in sp: show("rect",cmath.rect,x,y); show("log2",cmath.log,complex(x,y),2); show("log3",cmath.log,3,complex(x,y))
for i in range(N): show("rect",cmath.rect,val(),val()); show("isclose",cmath.isclose,complex(val(),1),complex(val(),1)); show("logb",cmath.log,complex(val(),val()),complex(val(),val()))
for a in (("a",),(),(1,2),(None,),([],)): show("sqrt",cmath.sqrt,*a)
class C:
    def __complex__(s): return 3+4j
class F:
    def __float__(s): return 9.0
class I:
    def __index__(s): return 16
for o in (C(),F(),I(),True,2**2000): show("sqrt",cmath.sqrt,o) if 0 else print(cmath.sqrt(o) if o!=2**2000 else 0)
show("isclose",cmath.isclose,1,1+1e-10); 
try: cmath.isclose(1,2,rel_tol=-1)
except Exception as e: print(e)
print(cmath.isclose(1,1.1,abs_tol=0.2), cmath.pi,cmath.e,cmath.tau,cmath.inf,cmath.nan,cmath.infj,cmath.nanj)

names = {}
for line in out:
    names.setdefault(line.split(" ", 1)[0], []).append(line)
for name, lines in names.items():
    print(name, len(lines), binascii.crc32("\n".join(lines).encode()))
    for line in lines[::len(lines) // 12 + 1]:
        print(line)
