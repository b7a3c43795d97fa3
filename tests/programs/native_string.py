import _string
def show(f,*a):
    try: print(f.__name__, repr(a)[:150], '->', repr(f(*a))[:400])
    except BaseException as e: print(f.__name__, repr(a)[:150], '!!', type(e).__name__, e)
p=_string.formatter_parser; s=_string.formatter_field_name_split
for t in ("","abc","{}","{a}b{c!r:>{w}}x{{y}}","{0.a[1][x]:spec}","{","}","{a","{a!","{a!r","{a!rx}","{a:{b}","a{{","{a[}]}","{!r}","{:}"):
    show(lambda t=t:list(p(t)),)
for t in ("","a","a.b","a[0].b","0.x[y]","12","a[","a[]","a.","a[b]c",".a","[0]"):
    def q(t=t):
        a,b=s(t); return a,list(b)
    show(q)
show(p,1); show(s,1); print(type(p("a")),type(s("a")[1]))
