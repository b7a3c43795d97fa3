"""compile(..., _feature_version=N): syntax that is newer is refused by name."""

import _ast
from _dump import dump


def parse(source, version, type_comments=False):
    flags = _ast.PyCF_ONLY_AST | (_ast.PyCF_TYPE_COMMENTS if type_comments else 0)
    return compile(source, "<code>", "exec", flags, _feature_version=version)


SOURCES = [
    "x: int = 1\n",
    "(x.y): int\n",
    "a @ b\n",
    "a @= b\n",
    "async def f():\n    await x\n",
    "async def f():\n    async with a as b: pass\n    async for x in y: pass\n",
    "async def f():\n    return [i async for i in y]\n",
    "async = 1\nawait = async\n",
    "def async(await): return await\n",
    "async def f():\n    def g(): await x\n\nawait = 2\n",
    "async def f():\n    f'{await x}'\n",
    "class C:\n    async def f(self):\n        await x\n    # type: ignore\n    await = 2\n",
    "async def f():\n    # type: () -> int\n    await x\n",
    "def f(a, /, b): pass\n",
    "lambda a=1, /: a\n",
    "with (a as b, c as d,): pass\n",
    "with (a, b): pass\n",
    "try:\n    pass\nexcept* A:\n    pass\n",
    "match x:\n    case [1, *_]: pass\n",
    "match x\n    case 1: pass\n",
    "print((x :=\n1))\n",
    "f'{x}' rb''\n",
    "f'{x=}'\n",
    "f'''{x}\n{(y:=1)}'''\n",
    "1_000 + 0x_ff\n",
    "é = 'ä'; y = 1_0j\n",
    "x: int = 1 2\n",
    "y = 1 +\n(x := 1)\n",
    "(x := 1); )\n",
]

for source in SOURCES:
    print(repr(source))
    seen = None
    for version in range(3, 13):
        try:
            outcome = dump(parse(source, version, type_comments=version < 6))
        except SyntaxError as error:
            place = error.lineno, error.offset, error.end_lineno, error.end_offset
            outcome = f"{type(error).__name__} {error.msg} {place} {error.text!r}"
        if outcome != seen:
            print("   ", version, outcome)
        seen = outcome

# Only trees are asked for a version.
print(type(compile("(x := 1)", "<code>", "exec", _feature_version=4)).__name__)
for version in (-1, -7, 0, 8, 1 << 30, 1 << 40, "8", None):
    try:
        print(version, dump(parse("(x := 1)", version)))
    except Exception as error:
        print(version, type(error).__name__, error)
