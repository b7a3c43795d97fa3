def f():
    a = 1000; b = 1000
    return a is b, (1, 2) is (1, 2), "ab" "cd" is "abcd", -5 is -5
print(f.__code__.co_consts, f())
def folded(): return 2 ** 10, "x" * 3, (1, 2)[1], not True, -(-5), 1 < 2, [1, 2] == [1, 2], 10 // 3, "a" in ("a", "b"), 1 in {1, 2}
print(folded.__code__.co_consts, folded())
def unfolded(): return 2 ** 1000000 if False else 1, "x" * 5000 != "", (0,) * 300 == 0
print(len(unfolded.__code__.co_consts))
def formats(v): return "%s and %r" % (v, v), f"{v!r:>5}{'const'}{1 + 1}"
print(formats("q"), formats.__code__.co_consts)
for op in ("1 / 0", "1 % 0", "'a' + 1", "1 << -1", "2 ** -1", "(1, 2)[5]", "-'a'", "~1.5"):
    code = compile(op, "f", "eval")
    try: print(op, eval(code), code.co_consts)
    except Exception as e: print(op, type(e).__name__, e, code.co_consts)
