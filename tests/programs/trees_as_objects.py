"""Trees as objects: compile() with PyCF_ONLY_AST, walking them, changing them, compiling them."""

import _ast
from _dump import dump


def parse(source, mode="exec"):
    return compile(source, "<tree>", mode, _ast.PyCF_ONLY_AST)


SOURCES = [
    "x = 1", "def f(a, /, b=2, *c, d, e=5, **g) -> int:\n    return a", "class C(B, metaclass=M):\n    x: int = 3",
    "for i, *j in y: pass\nelse: break", "try:\n    a\nexcept (E, F) as e:\n    b\nfinally:\n    c", "try: a\nexcept* E: b",
    "match x:\n    case [1, *_] | {'a': b, **r} if r: pass\n    case P(1, y=None) as q: pass", "with a as b, c: d",
    "async def f():\n    async with a: await b\n    async for c in d: yield e", "lambda *a, k=1: (yield)", "f'{x!r:>{w}} {y=}'",
    "a < b <= c is not d not in e", "[i for i in a if b for c in d]", "{**a, 'b': 1}", "x[1:2, ::3]", "(y := 10)", "u'k' b'x'" if False else "u'k'",
    "a.b.c(*d, **e)", "from .. import a as b, c", "import a.b as c", "global a, b", "del a, b[0]", "raise A from B", "assert a, 'b'",
    "x = yield from y", "@d\nclass E: ...", "-1 + ~2 ** not_", "1j, 1.5, 10 ** 30, ..., None, True", "a if b else c", "x += 1; y @= 2",
]
for source in SOURCES:
    print(dump(parse(source)))
print(dump(parse("a + 1", "eval")))
print(dump(parse("a; b", "single")))

tree = parse("def f(x):\n    return x * 2\n")
function = tree.body[0]
print(function.lineno, function.col_offset, function.end_lineno, function.end_col_offset)
function.body[0].value.right.value = 21
namespace = {}
exec(compile(tree, "<tree>", "exec"), namespace)
print(namespace["f"](2))

made = _ast.Expression(_ast.BinOp(_ast.Constant(40), _ast.Add(), _ast.Constant(2)))
try:
    compile(made, "<tree>", "eval")
except TypeError as error:
    print(error)
for node in (made.body, made.body.left, made.body.right):
    node.lineno = 1
    node.col_offset = 0
print(eval(compile(made, "<tree>", "eval")))


def attempt(text):
    try:
        print(text, "->", eval(text))
    except Exception as error:
        print(text, "->", type(error).__name__, error)


at = {"lineno": 1, "col_offset": 0}
for text in [
    "_ast.Name('x', _ast.Load(), 3)", "_ast.Name('x', id='y')", "_ast.Name(id='x', other=1).other", "_ast.Name('x').ctx",
    "_ast.Name._fields, _ast.Name.__match_args__, _ast.Name._attributes", "_ast.expr.__doc__[:60]", "_ast.Constant.__doc__",
    "_ast.FunctionDef.returns, _ast.Constant.kind", "compile(_ast.Module(), '', 'exec')", "compile(_ast.Module([1], []), '', 'exec')",
    "compile(_ast.Module([_ast.Pass(**at)], []), '', 'eval')", "compile(_ast.Module([_ast.If(_ast.Name('x', _ast.Load(), **at), [], [], **at)], []), '', 'exec')",
    "compile(_ast.Expression(_ast.Name('x', _ast.Store(), **at)), '', 'eval')", "compile(_ast.Expression(_ast.Constant([1], **at)), '', 'eval')",
    "compile(_ast.Expression(_ast.BoolOp(_ast.And(), [], **at)), '', 'eval')", "compile(_ast.Expression(_ast.Name('None', _ast.Load(), **at)), '', 'eval')",
    "compile(_ast.Module([_ast.Delete([], **at)], []), '', 'exec')", "compile(_ast.Module([_ast.Assign([_ast.Constant(1, **at)], _ast.Constant(1, **at), **at)], []), '', 'exec')",
    "compile(_ast.Module([_ast.Expr(None, **at)], []), '', 'exec')", "compile(_ast.Module(3, []), '', 'exec')", "isinstance(_ast.Load(), _ast.expr_context)",
    "_ast.Name('x').__reduce__()[2]", "compile(_ast.Expression(_ast.Constant((1, frozenset({2}), b'x'), **at)), '', 'eval').co_consts",
    "compile('1 +', '', 'eval', _ast.PyCF_ONLY_AST)", "compile(_ast.Interactive([_ast.Pass(**at)]), '', 'single').co_name",
    "compile(_ast.Module([_ast.Raise(None, _ast.Name('x', _ast.Load(), **at), **at)], []), '', 'exec')",
    "compile(_ast.Module([_ast.Try([_ast.Pass(**at)], [], [], [], **at)], []), '', 'exec')",
    "compile(_ast.Expression(_ast.Dict([None], [], **at)), '', 'eval')", "compile(_ast.Expression(_ast.Compare(_ast.Constant(1, **at), [], [], **at)), '', 'eval')",
    "compile(_ast.Expression(_ast.Constant(1, lineno=5, col_offset=0, end_lineno=3)), '', 'eval')",
]:
    attempt(text)
