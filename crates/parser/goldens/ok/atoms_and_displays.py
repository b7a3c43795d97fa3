()
(a,)
(a)
[]
[a, *b]
{}
{a}
{*a, b}
{a: b, **c}
{**a}
...
None, True, False
x if 0 else 1
