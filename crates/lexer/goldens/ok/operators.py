a+b-c*d/e//f%g@h**i
a<<b>>c&d|e^~f
a<b>c<=d>=e==f!=g
a=b;a+=b;a-=b;a*=b;a/=b;a//=b;a%=b;a@=b
a&=b;a|=b;a^=b;a>>=b;a<<=b;a**=b
(a:=b)
def f()->a: ...
a.b,c[d:e]
