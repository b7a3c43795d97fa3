def t(text):
    try:
        exec(text)
        print(text, "fine")
    except Exception as e: print(text, "->", type(e).__name__, e)
for text in ("a, b = 1", "a, b = 1,", "a, b = 1, 2, 3", "a, *b = ()", "*a, b, c = [1]", "a, b = {}", "a, (b, c) = 1, 2", "a, (b, c) = 1, (2, 3, 4)", "[a, b] = 'abc'", "a, b = iter([1])", "a, b = {1: 2, 3: 4}", "(a, b), c = [1, 2], 3", "*a, = 5", "for a, b in [1]: pass", "for a, b in [(1, 2, 3)]: pass", "[a for a, b in [(1,)]]", "a = *[1], 2", "a, b = None", "(a, *b), *c = 'xy', 1, 2", "a = b = c = []", "x[0], x.y = 1, 2", "a, b += 1, 2", "*a = 1", "*a, *b = 1"): t(text)
class It:
    def __iter__(self):
        yield 1
        raise KeyError("while unpacking")
t2 = lambda: None
try: a, b = It()
except KeyError as e: print(e)
a, *b, c = range(5); print(a, b, c)
(a, b), (c, *d) = "xy", [1, 2, 3]; print(a, b, c, d)
a = b, c = 1, 2; print(a, b, c)
i = 0; l = [0, 0]; i, l[i] = 1, 5; print(l)
