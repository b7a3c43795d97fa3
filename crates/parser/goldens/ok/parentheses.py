"""Parentheses around everything that may have them: nodes end where their tokens end."""


@(decorator)
@(decorator)(1)
def function(
    a: (int),
    b: (
        int | str
    ) = (1),
    /,
    c: ((str)) = (2),
    *args: (tuple),
    d: (int),
    e: (int) = (3),
    **kwargs: (dict),
) -> (None):
    return (a)


def starred(*args: *(tuple)): pass


class Class((Base), metaclass=(Meta), *(rest), **(keywords)):
    attribute: (int) = (1)
    (name): (int) = (1)
    (obj.attribute): (int)
    (obj[0]): int


call((a), key=(b), *(c), **(d))
call((x for x in (y) if (z)))
(a)[(b):(c):(d)]
(a)[(b), (c)]
(a).b.c
((a).b)(c)
(a) if (b) else (c)
(a) < (b) <= (c)
(a) and (b) or (not (c))
-(a) ** (-b)
[(a), *(b)]
{(a): (b), **(c)}
{(a), (b)}
[(a) for (b) in (c) if (d) for e in (f)]
lambda a=(1), *b, c=(2): (a)
(a) = (b) = [c] = (d, e) = f
(a), *(b) = (c)
(a) += (b)
del (a), (b.c), [(d), e]
for (a) in (b): (c)
for (a), *(b) in (c), (d): (e)
while (a): (b)
if (a): (b)
elif (c): (d)
with (a): (b)
with (a) as (b): (c)
with (a) as (b), (c) as d: (e)
with (a as b, c as d,): (e)
with (a, b): (c)
with (a), (b): (c)
with (open)(a) as b: pass
assert (a), (b)
raise (a) from (b)
try:
    (a)
except (b):
    (c)
except (d, e) as f:
    (g)
(a := (b))
f"{(a)!r:>{(b)}} {(c)=}"
("a"
 "b")
("a" f"{(b)}")
(yield_ := (1))
match (a):
    case (1): (b)
    case (1 | 2) as c: (d)
    case (c): (d)
    case [(1), *rest]: (d)
    case {"k": (1), **rest}: (d)
    case Point((1), y=(2)): (d)
    case (((1), 2)): (d)
    case (-1) if (e): (f)
match (a), (b):
    case (c), (d): (e)
match (a,):
    case (c,): pass


async def coroutine():
    await (a)
    async with (a) as (b): (c)
    async for (a) in (b): (c)
    [(a) async for (b) in (c)]
    return (await (a)), (yield (b))


def generator():
    yield from (a)
    (yield)
    x = (yield (a))
