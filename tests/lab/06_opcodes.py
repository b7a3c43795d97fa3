"""Step 6: opcodes. The instruction set, and what the compiler makes of each kind of expression."""
import dis
import opcode


def title(text):
    print()
    print("::", text)


def ops(source, mode="exec"):
    """The instructions of a piece of source without the frame around it."""
    code = compile(source, "<ops>", mode)
    skip = {"RESUME", "RETURN_VALUE"}
    words = [f"{i.opname}" + (f"({i.argrepr or i.arg})" if i.arg is not None else "") for i in dis.get_instructions(code)]
    return " ".join(w for w in words if w not in skip and not w.startswith("RESUME"))


title("the table")
print(len(opcode.opmap), len(opcode.opname), opcode.HAVE_ARGUMENT, opcode.EXTENDED_ARG, dis.opmap is opcode.opmap)
for name, number in sorted(opcode.opmap.items(), key=lambda item: item[1]):
    marks = [
        word for word, members in (
            ("const", opcode.hasconst), ("name", opcode.hasname), ("jrel", opcode.hasjrel), ("jabs", opcode.hasjabs),
            ("local", opcode.haslocal), ("compare", opcode.hascompare), ("free", opcode.hasfree), ("nargs", opcode.hasnargs),
        ) if number in members
    ]
    print(f"{number:4} {opcode.opname[number]:32}", "arg" if number >= opcode.HAVE_ARGUMENT else "   ", *marks)
print(opcode.cmp_op)
print([opcode.opname[n] for n in (1, 3, 7, 8, 200, 255)])
print(opcode.hasjrel)
print(opcode.hasconst, opcode.hasname, opcode.haslocal, opcode.hasfree, opcode.hascompare, opcode.hasjabs)
print([name for name in opcode.opmap if "JUMP" in name])

title("stack effects")
for name in sorted(opcode.opmap):
    number = opcode.opmap[name]
    argument = 1 if number >= opcode.HAVE_ARGUMENT else None
    try:
        effects = [dis.stack_effect(number, argument, jump=jump) for jump in (None, True, False)]
    except ValueError as error:
        effects = [str(error)]
    print(f"{name:32}", *effects)
print([dis.stack_effect(opcode.opmap["BUILD_LIST"], n) for n in range(5)])
print([dis.stack_effect(opcode.opmap["CALL"], n) for n in range(4)])
print([dis.stack_effect(opcode.opmap["MAKE_FUNCTION"], n) for n in range(16)])
print([dis.stack_effect(opcode.opmap["FORMAT_VALUE"], n) for n in range(8)])
print([dis.stack_effect(opcode.opmap["LOAD_GLOBAL"], n) for n in range(4)])
print([dis.stack_effect(opcode.opmap["UNPACK_EX"], n) for n in (0, 1, 2, 256, 257, 513)])
for arguments in ((opcode.opmap["NOP"], 1), (opcode.opmap["LOAD_CONST"],), (1000, 1), (opcode.opmap["POP_TOP"], None, True)):
    try:
        print(arguments[1:], dis.stack_effect(*arguments[:2]))
    except ValueError as error:
        print(arguments[1:], "ValueError:", error)

title("binary operators")
for sign in "+ - * / // % ** @ & | ^ << >>".split():
    print(f"a {sign} b".ljust(12), ops(f"a {sign} b", "eval"))
    print(f"a {sign}= b".ljust(12), ops(f"a {sign}= b"))
title("comparisons")
for sign in ("<", "<=", "==", "!=", ">", ">=", "in", "not in", "is", "is not"):
    print(f"a {sign} b".ljust(12), ops(f"a {sign} b", "eval"))
print("chained     ", ops("a < b <= c != d", "eval"))
title("unary operators and booleans")
for source in ("-a", "+a", "~a", "not a", "not not a", "a and b", "a or b", "a and b or c", "not (a or b)", "a if b else c",
               "not a if not b else not c", "a and (b or c) and d"):
    print(source.ljust(28), ops(source, "eval"))
title("in-place on targets")
for source in ("a.b += c", "a[b] -= c", "a[b:c] *= d", "a.b.c **= 2", "a[b][c] //= d"):
    print(source.ljust(28), ops(source))
title("subscripts, slices, attributes")
for source in ("a[b]", "a[b:c]", "a[b:c:d]", "a[:]", "a[::2]", "a[b, c]", "a[b:c, ...]", "a.b.c", "a.b[c].d"):
    print(source.ljust(28), ops(source, "eval"))
for source in ("a[b] = c", "a.b = c", "del a[b]", "del a.b", "del a", "a[1:2] = b", "a = b = c", "a, b = b, a", "a, b, c = c, b, a"):
    print(source.ljust(28), ops(source))
title("unpacking")
for source in ("a, b = c", "a, *b = c", "*a, b, c = d", "a, (b, *c), d = e", "[a, b] = c", "a = *b, c", "for a, b in c: pass",
               "[*a, b, *c]", "{*a, b}", "{**a, 'b': c, **d}", "(*a,)"):
    print(source.ljust(28), ops(source))
title("displays")
for source in ("[]", "()", "{}", "[a, b]", "(a, b)", "{a, b}", "{a: b}", "{'a': b, 'c': d}", "[1, 2, 3]", "(1, 2, 3)", "{1, 2, 3}",
               "{1: a}", "f'{a}'", "f'{a!r:>{b}}x{c=}'", "f'x'", "slice(a, b)"):
    print(source.ljust(28), ops(source, "eval"))
title("calls")
for source in ("f()", "f(a)", "f(a, b)", "f(a, k=b)", "f(k=a, l=b)", "f(*a)", "f(a, *b)", "f(**a)", "f(a, *b, c, k=d, **e)", "f(a)(b)",
               "a.f()", "a.f(b, k=c)", "a.f(*b)", "a.b.f(c).g()", "f(x for x in y)", "super().f(a)", "f(lambda: 0)", "print(*a, sep='')"):
    print(source.ljust(28), ops(source, "eval"))

title("LOAD_GLOBAL: the low bit asks for a NULL below")


def globals_used():
    len
    len(opcode)
    opcode.opmap
    opcode.opmap.get(1)
    title(title)
    return print


for instruction in dis.get_instructions(globals_used):
    if instruction.opname == "LOAD_GLOBAL":
        print(instruction.arg, instruction.arg & 1, instruction.arg >> 1, instruction.argval, instruction.argrepr,
              globals_used.__code__.co_names[instruction.arg >> 1])
dis.dis(globals_used)

title("names: fast, cell, free, global, class")


def scopes(parameter):
    global stored
    stored = parameter
    cell = 1

    class Inside:
        own = cell
        own2 = own

        def method(self):
            return __class__, cell

    def free():
        nonlocal cell
        cell += 1
        del cell

    del parameter
    return Inside, free


dis.dis(scopes)

title("extended arguments")
lines = [f"    x{n} = {n + 1000}" for n in range(300)]
space = {}
exec("def many():\n" + "\n".join(lines) + "\n    return x0 + x299\n", space)
many = space["many"]
print(many(), len(many.__code__.co_consts), many.__code__.co_nlocals, len(many.__code__.co_code))
extended = [i for i in dis.get_instructions(many) if i.opname == "EXTENDED_ARG"]
print(len(extended), extended[0].arg, extended[0].offset, extended[-1].arg)
for instruction in list(dis.get_instructions(many))[508:530]:
    print(instruction.offset, instruction.opname, instruction.arg, instruction.argrepr, instruction.starts_line)
body = "\n".join(f"        a.b{n} = [{n}]" for n in range(300))
exec(f"def jumpy(a):\n    while a:\n{body}\n    else:\n        return 1\n    for x in a:\n{body}\n", space)
for instruction in dis.get_instructions(space["jumpy"]):
    if instruction.opcode in opcode.hasjrel or (instruction.opname == "EXTENDED_ARG" and instruction.arg > 1):
        print(instruction.offset, instruction.opname, instruction.arg, instruction.argval, instruction.is_jump_target)
exec("def wide(" + ", ".join(f"a{n}" for n in range(260)) + "):\n    return a259, a0\n", space)
print([(i.opname, i.arg, i.argval) for i in dis.get_instructions(space["wide"])])
print(space["wide"](*range(260)))
big = compile("f(" + ", ".join(f"k{n}={n}" for n in range(300)) + ")", "<big>", "eval")
print([(i.opname, i.arg) for i in dis.get_instructions(big) if i.opname in ("CALL", "PRECALL", "KW_NAMES", "EXTENDED_ARG")][-6:])
print(ops("[" + ", ".join("a" * 1 for _ in range(40)) + "]", "eval").count("LIST"), big.co_stacksize)

title("statements")
for source in (
    "if a: b", "if a: b\nelse: c", "while a: b", "while 1: break", "for a in b: c", "for a in b: continue\nelse: d",
    "try: a\nexcept: b", "try: a\nexcept B as c: d", "try: a\nfinally: b", "with a as b: c", "raise", "raise a", "raise a from b",
    "assert a", "assert a, b", "import a", "import a.b as c", "from a import b", "from . import a", "from a import *",
    "def f(a, b=1, *, c=2): pass", "class A(B, c=d): pass", "@a\ndef f(): pass", "x: int = 1", "lambda: (yield)",
    "[a for a in b if c]", "{a: b for a, b in c}", "(a for a in b)", "match a:\n  case 1: b", "a; b; c", "pass",
):
    print(source.replace("\n", " / ").ljust(36), ops(source))
