"""compile() of trees that no parser makes: which error comes first, and what it says."""

import _ast as ast

LOAD, STORE, DEL = ast.Load(), ast.Store(), ast.Del()


def at(node, lineno=1, col_offset=0, end_lineno=1, end_col_offset=1):
    node.lineno, node.col_offset = lineno, col_offset
    node.end_lineno, node.end_col_offset = end_lineno, end_col_offset
    return node


def name(text="x", ctx=LOAD):
    return at(ast.Name(text, ctx))


def constant(value):
    return at(ast.Constant(value))


def nothing():
    return at(ast.Pass())


def arguments(**changed):
    fields = dict(posonlyargs=[], args=[], vararg=None, kwonlyargs=[], kw_defaults=[], kwarg=None, defaults=[])
    return ast.arguments(**fields | changed)


def show(what, tree, mode="exec"):
    try:
        code = compile(tree, "<tree>", mode)
    except Exception as error:
        print(f"{what}: {type(error).__name__}: {str(error).partition(' object at ')[0]}")
    else:
        print(f"{what}: {code.co_names} {[getattr(value, 'co_code', value) for value in code.co_consts]}")


def statement(what, node):
    show(what, ast.Module([at(node)], []))


def expression(what, node):
    show(what, ast.Expression(at(node)), "eval")


def pattern(what, node):
    case = ast.match_case(at(node), None, [nothing()])
    statement(what, ast.Match(name(), [case]))


print("-- kinds of trees")
show("a statement", nothing())
show("an expression", ast.Module([], []), "eval")
show("a class", ast.Module)
show("none", ast.Module([None], []))
show("no statement", ast.Module([name()], []))
show("no list", ast.Module((nothing(),), []))
show("ignored", ast.Module([nothing()], [None]))
show("interactive", ast.Interactive([at(ast.Expr(constant(1)))]), "single")


class Late(ast.Module):
    pass


show("a subclass", Late([], []))
show("a subclass without fields", Late())

print("-- fields")
statement("no value", ast.Expr())
statement("value None", ast.Expr(None))
statement("value 1", ast.Expr(1))
show("no line", ast.Module([ast.Pass()], []))
show("no column", ast.Module([ast.Pass(lineno=1)], []))
show("no end", ast.Module([ast.Pass(lineno=1, col_offset=0)], []))
show("odd line", ast.Module([ast.Pass(lineno="1", col_offset=0)], []))
show("long line", ast.Module([ast.Pass(lineno=1 << 31, col_offset=0)], []))
show("line True", ast.Module([ast.Pass(lineno=True, col_offset=False)], []))
statement("a name that is no string", ast.FunctionDef(1, arguments(), [nothing()], []))
statement("bytes as a name", ast.Global([b"x"]))
statement("no name", ast.FunctionDef(None, arguments(), [nothing()], []))
statement("no arguments", ast.FunctionDef("f", None, [nothing()], []))
statement("two wrong", ast.AugAssign(None, None, None))
statement("a context that is none", ast.Expr(at(ast.Name("x", "Load"))))
statement("a class as a context", ast.Expr(at(ast.Name("x", ast.Load))))
statement("an odd comment", ast.Assign([name("x", STORE)], name(), 1))
expression("an odd kind", ast.Constant("a", 1))
expression("an alien", ast.BinOp(name(), ast.And(), name()))
expression("a dict as a list", ast.Call(name(), {}, []))


class Growing(ast.Name):
    @property
    def ctx(self):
        ITEMS.append(name())
        return LOAD


ITEMS = [at(Growing("x"))]
expression("a list that grows", ast.List(ITEMS, LOAD))


class Raising(ast.Name):
    @property
    def id(self):
        raise LookupError("not now")


expression("a field that raises", Raising(ctx=LOAD))

print("-- places")
for place in [(2, 0, 1, 0), (1, 5, 1, 4), (-1, 0, 1, 0), (1, -1, 1, 2), (1, 9, 2, 0), (-1, -1, -1, -1), (0, 0, 0, 0)]:
    show(place, ast.Module([at(ast.Pass(), *place)], []))
    show(place, ast.Module([at(ast.Expr(at(ast.Name("x", LOAD), *place)))], []))
statement("an argument", ast.FunctionDef("f", arguments(args=[at(ast.arg("a"), 1, 2, 1, 1)]), [nothing()], []))
statement("*argument", ast.FunctionDef("f", arguments(vararg=at(ast.arg("a"), 1, 2, 1, 1)), [nothing()], []))
for kind in ast.Try, ast.TryStar:
    handler = at(ast.ExceptHandler(name(), None, [nothing()]), 1, 2, 1, 1)
    statement(kind.__name__, kind([nothing()], [handler], [], []))
pattern("a pattern without an end", ast.MatchSingleton(None))
show("no end", ast.Module([at(ast.Match(name(), [ast.match_case(ast.MatchAs(lineno=1, col_offset=0), None, [])]))], []))

print("-- contexts")
for ctx in LOAD, STORE, DEL:
    kind = type(ctx).__name__
    expression(f"name {kind}", ast.Name("x", ctx))
    statement(f"assign {kind}", ast.Assign([name("x", ctx)], constant(1)))
    statement(f"delete {kind}", ast.Delete([name("x", ctx)]))
    statement(f"tuple {kind}", ast.Assign([at(ast.Tuple([name("x", STORE), name("y", ctx)], STORE))], constant(1)))
    statement(f"starred {kind}", ast.Assign([at(ast.List([at(ast.Starred(name("x", ctx), STORE))], STORE))], name()))
    statement(f"attribute {kind}", ast.Delete([at(ast.Attribute(name("x", ctx), "a", DEL))]))
statement("to a constant", ast.Assign([constant(1)], constant(2)))
statement("delete a call", ast.Delete([at(ast.Call(name(), [], []))]))
statement("for a call", ast.For(at(ast.Call(name(), [], [])), name(), [nothing()], []))
expression("a walrus's target", ast.NamedExpr(at(ast.Attribute(name(), "a", STORE)), name()))
expression("a walrus", ast.NamedExpr(name("x", STORE), name("y", STORE)))

print("-- names")
for text in "None", "True", "False", "__debug__", "_", "":
    expression(f"name {text!r}", ast.Name(text, LOAD))
    statement(f"function {text!r}", ast.FunctionDef(text, arguments(), [nothing()], []))
    pattern(f"capture {text!r}", ast.MatchAs(None, text))
    pattern(f"star {text!r}", ast.MatchSequence([at(ast.MatchStar(text))]))
    pattern(f"rest {text!r}", ast.MatchMapping([], [], text))
    pattern(f"keyword {text!r}", ast.MatchClass(name(), [], [text], [at(ast.MatchAs())]))

print("-- empty")
statement("Delete", ast.Delete([]))
statement("Assign", ast.Assign([], name()))
statement("Import", ast.Import([]))
statement("ImportFrom", ast.ImportFrom("m", [], 0))
statement("Global", ast.Global([]))
statement("Nonlocal", ast.Nonlocal([]))
statement("With", ast.With([], [nothing()]))
statement("Match", ast.Match(name(), []))
statement("If", ast.If(name(), [], []))
statement("If None", ast.If(name(), [None], []))
statement("While", ast.While(name("x", STORE), [], []))
statement("For", ast.For(name("x", STORE), name(), [], []))
statement("ClassDef", ast.ClassDef("C", [name("x", STORE)], [], [], []))
statement("FunctionDef", ast.FunctionDef("f", arguments(defaults=[name()]), [], []))
statement("FunctionDef's defaults", ast.FunctionDef("f", arguments(defaults=[name()]), [nothing()], []))
statement("FunctionDef's kw_defaults", ast.FunctionDef("f", arguments(kw_defaults=[None]), [nothing()], []))
statement("FunctionDef's decorators", ast.FunctionDef("f", arguments(), [nothing()], [None]))
statement("Try", ast.Try([], [], [], []))
statement("Try's rest", ast.Try([nothing()], [], [], []))
statement("Try's else", ast.Try([nothing()], [], [nothing()], [nothing()]))
statement("TryStar's rest", ast.TryStar([nothing()], [], [], []))
statement("Try's handler", ast.Try([nothing()], [at(ast.ExceptHandler(None, None, []))], [], []))
statement("match_case", ast.Match(name(), [ast.match_case(at(ast.MatchAs()), None, [])]))
expression("BoolOp", ast.BoolOp(ast.And(), [name()]))
expression("Compare", ast.Compare(name(), [], []))
expression("ListComp", ast.ListComp(name(), []))
expression("Tuple", ast.Tuple([], LOAD))
expression("Set", ast.Set([]))

print("-- parts that don't fit")
expression("Compare", ast.Compare(name(), [ast.Eq(), ast.Eq()], [name()]))
expression("Dict", ast.Dict([None, name()], [name()]))
expression("Dict of None", ast.Dict([None], [None]))
statement("AnnAssign", ast.AnnAssign(at(ast.Attribute(name(), "a", STORE)), name(), None, 1))
statement("Raise", ast.Raise(None, name()))
statement("ImportFrom", ast.ImportFrom("m", [at(ast.alias("a"))], -1))
expression("conversion", ast.JoinedStr([at(ast.FormattedValue(name(), 33, None))]))
expression("yield", ast.Yield(name()))
expression("yield's value", ast.Yield(name("x", STORE)))
for value in ([1], {}, ast, (1, (2, [3])), frozenset({b"", b"x" * 0}), (..., None, 1j), True):
    expression(f"constant {type(value).__name__}", ast.Constant(value))
pattern("singleton", ast.MatchSingleton(1))
pattern("value True", ast.MatchValue(constant(True)))
pattern("value tuple", ast.MatchValue(constant((1,))))
pattern("value name", ast.MatchValue(name()))
pattern("value attribute", ast.MatchValue(at(ast.Attribute(name(), "a", LOAD))))
pattern("value not", ast.MatchValue(at(ast.UnaryOp(ast.Not(), constant(1)))))
pattern("value -1", ast.MatchValue(at(ast.UnaryOp(ast.USub(), constant(1)))))
pattern("value 1+1", ast.MatchValue(at(ast.BinOp(constant(1), ast.Add(), constant(1)))))
pattern("value 1-1j", ast.MatchValue(at(ast.BinOp(constant(1), ast.Sub(), constant(1j)))))
pattern("star", ast.MatchStar("x"))
pattern("or", ast.MatchOr([at(ast.MatchAs())]))
pattern("or a star", ast.MatchOr([at(ast.MatchStar()), at(ast.MatchAs())]))
pattern("as", ast.MatchAs(at(ast.MatchSingleton(None)), None))
pattern("mapping", ast.MatchMapping([constant(1)], []))
pattern("mapping None", ast.MatchMapping([constant(None)], [at(ast.MatchAs())]))
pattern("class", ast.MatchClass(at(ast.Call(name(), [], [])), [], [], []))
pattern("class's keywords", ast.MatchClass(name(), [], ["a"], []))

print("-- depth")


def nested(levels):
    tree = name()
    for _ in range(levels):
        tree = at(ast.UnaryOp(ast.Not(), tree))
    return ast.Expression(tree)


def tuples(levels):
    value = ()
    for _ in range(levels):
        value = (value,)
    return ast.Expression(constant(value))


for levels in 100, 900, 1100, 5000:
    for make in nested, tuples:
        try:
            print(levels, make.__name__, type(compile(make(levels), "<tree>", "eval")).__name__)
        except RecursionError as error:
            print(levels, make.__name__, error)

print("-- the objects themselves")
for value in "not an identifier", b"bytes", 2.5, 10**30, 1 + 2j, frozenset(), ("a b", 1.5):
    print(type(value).__name__, eval(compile(ast.Expression(constant(value)), "<tree>", "eval")) is value)
