"""A docstring, with a quote: ' and """  '''and more'''
from . import a
from ..b.c import d as e, f
import g.h, i as j


@decorated(1)
class C(A, metaclass=M):
    u"""unicode"""

    x: int
    (y): int = 1
    z.w: str

    @property
    async def f(self, a, b=1, /, c: int = 2, *args: *Ts, d, e=3, **kw) -> None:
        "text\n\twith \\ escapes"
        global g1, g2
        async with a as b, c: pass
        async for x, in y: break
        else: continue
        await a; return


if a: pass
elif b: pass
else:
    if c: pass
    else: pass
    d
while x: x -= 1
else: assert y, 'z'
for a, *b in c, d: pass
try: raise
except (A, B) as e: raise X from Y
except: pass
else: pass
finally: pass
try: pass
except* A: pass
with (open(a) as b, c): pass
a = b = yield c
x @= y
