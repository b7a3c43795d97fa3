"""Step 7: folding. What the compiler works out beforehand, what it leaves alone, and what it throws away."""
import dis


def title(text):
    print()
    print("~~", text)


def look(source, mode="eval"):
    """The constants that are left, and the instructions."""
    try:
        code = compile(source, "<fold>", mode)
    except SyntaxError as error:
        print(f"{source:42} {type(error).__name__}: {error.msg}")
        return
    names = [i.opname for i in dis.get_instructions(code) if i.opname not in ("RESUME", "CACHE")]
    constants = tuple(c if not hasattr(c, "co_name") else c.co_name for c in code.co_consts)
    text = repr(constants)
    if len(text) > 70:
        text = text[:67] + "..."
    print(f"{source!r:44} {text:30} {' '.join(names)}")


title("arithmetic")
for source in ("1 + 2", "2 * 3 + 4", "2 ** 10", "7 // 2", "7 % 3", "7 / 2", "1 << 8", "255 >> 4", "6 & 3", "6 | 3", "6 ^ 3", "-5", "+5", "~5",
               "--5", "-(2 + 3)", "1.5 * 2", "1 + 2j", "(1 + 2) * (3 + 4)", "10 ** -2", "2 ** 0.5", "-1 ** 2", "0.1 + 0.2", "1e308 * 10",
               "a + 1 + 2", "1 + 2 + a", "a + (1 + 2)", "1 + a + 2", "-a", "True + True", "not True", "~True", "3 @ 4"):
    look(source)
title("what is not folded: too large")
for source in ("2 ** 100", "2 ** 127", "2 ** 128", "2 ** 10000", "1 << 127", "1 << 128", "1 << 10000", "2 ** 1000000000", "1 << 1000000000",
               "10 ** 38", "10 ** 39", "9 ** 40 * 9 ** 40", "1000000000 * 1000000000", "(1 << 100) * (1 << 100)", "-(1 << 100)"):
    look(source)
title("what is not folded: it would raise")
for source in ("1 / 0", "1 // 0", "1 % 0", "0 ** -1", "1 << -1", "'a' + 1", "'a' - 'b'", "-'a'", "~1.5", "(1, 2)[5]", "'abc'[10]", "'%d' % 'x'",
               "{}[1]", "1.0 ** 10000", "10.0 ** 400", "1 @ 2", "'a' * 'b'"):
    look(source)
title("strings and bytes")
for source in ("'a' + 'b'", "'a' 'b'", "'ab' * 3", "3 * 'ab'", "b'a' + b'b'", "b'ab' * 2", "'a' * 0", "'a' * -1", "'x' * 4096", "'x' * 4097", "'x' * 5000",
               "'ab' * 2048", "'ab' * 2049", "b'x' * 5000", "'a' + 'b' + c", "a + 'b' 'c'", "f'a' 'b'", "f'{1}'", "f'{1 + 2}x'", "f'{a}' 'b' f'c'"):
    look(source)
title("% formatting becomes an f-string, or stays")
for source in ("'%s' % (a,)", "'%r and %s' % (a, b)", "'%a' % (a,)", "'%s' % a", "'%d' % (a,)", "'%5s' % (a,)", "'%-8s|' % (a,)", "'%.3s' % (a,)", "'%08.3s' % (a,)",
               "'%s%%' % (a,)", "'%(x)s' % {'x': a}", "'%s %s' % (a,)", "'no fields' % ()", "'%s' % (*a,)", "'%s' % ('const',)", "b'%s' % (a,)", "'%*s' % (a, b)",
               "'%s' % (1,)", "'%x' % 255", "'%d' % 3"):
    look(source)
title("tuples, lists, sets and dicts")
for source in ("()", "(1, 2, 3)", "(1, (2, 3), 'x')", "(1, a)", "[1, 2, 3]", "[1, 2]", "[1, 2, a]", "{1, 2, 3}", "{1, 2}", "{1: 2, 3: 4}", "{1: 2, 'a': b}", "(1, 2) + (3,)",
               "(1, 2) * 3", "(1,) * 256", "(1,) * 257", "((1, 2),) * 100", "() * 10", "(1, 2) + (a,)", "[1] + [2]", "(-1, +2, ~3, not 4)", "(1 + 1, 'a' * 2)",
               "[*(1, 2)]", "(*(1, 2), 3)", "{'a': 1, 'b': 2, 'c': 3}", "{**{'a': 1}}"):
    look(source)
title("subscripts")
for source in ("(1, 2, 3)[1]", "(1, 2, 3)[-1]", "'abc'[1]", "b'abc'[1]", "'abc'[0:2]", "(1, 2, 3)[:2]", "[1, 2, 3][0]", "(1, a)[0]", "'abc'[True]", "'\U0001f600'[0]",
               "((1, 2), 3)[0][1]", "'abc'[a]"):
    look(source)
title("not, and comparisons")
for source in ("not a", "not not a", "not a == b", "not a < b", "not a in b", "not a not in b", "not a is b", "not a is not b", "not (a in b in c)", "1 < 2", "1 == 1.0",
               "not 1 < 2", "not ()", "not 'x'", "not None", "not [1]"):
    look(source)
title("membership in constant collections")
for source in ("a in [1, 2, 3]", "a in {1, 2, 3}", "a in (1, 2, 3)", "a not in [1, 2]", "a not in {'x', 'y'}", "a in [1, b]", "a in {1, b}", "a in []", "a in {}",
               "a in [(1, 2), 'x']", "a in {1, (2, {3})}", "a == [1, 2]", "a in [1] in b"):
    look(source)
for source in ("for a in [1, 2, 3]: b", "for a in {1, 2, 3}: b", "for a in (1, 2): b", "for a in [b, c]: d", "for a in [*b]: c"):
    look(source, "exec")
code = compile("[x for x in [1, 2, 3]]", "<fold>", "eval")
print(code.co_consts[1:], [i.opname for i in dis.get_instructions(code)])
title("conditions that are known")
for source in ("1 if True else 2", "1 if 0 else 2", "a if 1 else b", "a and 1", "1 and a", "0 and a", "0 or a", "1 or a", "a or 1 or b", "True and False", "None or 5",
               "'' or 'x' or a", "a if not 0 else b", "(1 and 2) + 3", "__debug__", "__debug__ and a", "not __debug__"):
    look(source)
for source in ("if 0: a\nb", "if 1: a\nelse: b", "if '': a\nelif 1: b\nelse: c", "if not 0: a", "while 0: a\nb", "while 1: a", "while True:\n  if a: break", "if a and 0: b", "if a or 1: b",
               "if 0 or a: b", "if 1 and a: b", "assert 1", "assert 0", "assert 1, a", "if __debug__: a", "if not __debug__: a", "1\n'a'\nNone\na", "'doc'\n'not doc'"):
    look(source, "exec")

title("dead code")


def after_return(x):
    return x
    print("never")
    x += 1


def after_raise():
    raise ValueError
    return 1


def under_if_zero():
    if 0:
        yield 1
    while 0:
        print("never")
    return 5


def after_break(items):
    for item in items:
        break
        item += 1
    while True:
        continue
        items = None


def both_return(x):
    if x:
        return 1
    else:
        return 2
    return 3


def try_finally():
    try:
        return 1
    finally:
        return 2
    print("never")


for function in (after_return, after_raise, under_if_zero, after_break, both_return, try_finally):
    print(function.__name__, "stack", function.__code__.co_stacksize, "constants", function.__code__.co_consts, hex(function.__code__.co_flags))
    dis.dis(function)

title("jump threading")


def threaded(a, b, c):
    if a and b:
        if c:
            return 1
    while a or b:
        if a and not b:
            continue
        elif c:
            break
        a = b if c else (not a)
    return a and (b or c) and not (a and b)


def chained(a):
    return 0 < a < 10 < 100 and not a == 5


dis.dis(threaded)
dis.dis(chained)

title("swaps that cost nothing")


def swaps(a, b, c, d):
    a, b = b, a
    a, b, c = c, a, b
    a, b, c, d = d, c, b, a
    (a, b), c = (b, c), a
    [a, b] = b, a
    a, _ = 1, 2
    return a, b, c, d


dis.dis(swaps)

title("the three modes")
for source, mode in (("1 + 1", "eval"), ("1 + 1", "exec"), ("1 + 1", "single"), ("a", "single"), ("x = 5", "single"), ("x = 5", "exec"), ("'doc'", "exec"),
                     ("'doc'", "single"), ("if 1: a", "single"), ("a; b", "single"), ("x = 5", "eval"), ("", "exec"), ("", "eval"), ("pass", "single")):
    print(mode.ljust(7), end="")
    look(source, mode)
namespace = {}
exec(compile("x = 6 * 7", "<m>", "exec"), namespace)
print(namespace["x"], eval(compile("x * 2", "<m>", "eval"), namespace))
exec(compile("x + 1", "<m>", "single"), namespace)
exec(compile("None", "<m>", "single"), namespace)
exec(compile("for i in range(2): i * 10\n", "<m>", "single"), namespace)
print(namespace["_"] if "_" in namespace else "no underscore here")
for wrong in ("nonsense", ""):
    try:
        compile("1", "<m>", wrong)
    except ValueError as error:
        print("ValueError:", error)

title("constants are kept apart by type and sign, merged when equal")
for source in ("(1, 1.0, True, 1j)", "[0.0, -0.0, 0]", "[1, 1, 1.0, 1.0]", "['a', 'a', b'a']", "((1, 2), (1, 2), (1.0, 2))", "(0.0, -0.0)", "[1 + 1, 2, 4 // 2, 2.0]"):
    look(source)


def shared():
    return [(1, "x"), (1, "x"), (1.0, "x"), "x" "y", "xy", 1000, 500 + 500]


print(shared.__code__.co_consts)
values = shared()
print(values[0] is values[1], values[0] is values[2], values[3] is values[4], values[5] is values[6])

title("folding respects optimisation levels")
for level in (0, 1, 2):
    code = compile("def f():\n    'doc'\n    assert a, 'b'\n    return __debug__", "<o>", "exec", optimize=level)
    inner = code.co_consts[0]
    print(level, inner.co_consts, inner.co_names, len(inner.co_code))
