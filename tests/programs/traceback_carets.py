def f(data, n):
    return (data["key"]
            ["inner"][n] + 1)
def g(x): return x.a.b.c(1)(2)
def h(a, b): return a + b * (a - b) / (a - a)
def i(*a): raise ValueError(
    "on two",
    "lines")
def run(call):
    import sys
    try: call()
    except Exception: sys.excepthook(*sys.exc_info())
run(lambda: f({"key": {"inner": []}}, 3))
run(lambda: g(5))
run(lambda: h(1, 2))
run(lambda: i())
run(lambda: [x for x in [1, 2, 3] if x.missing])
run(lambda: f"{1 / 0!r:>{10}}")
run(lambda: "text" + 1 + "äöü€" .join(5))
run(lambda: print(undefined, end=""))
run(lambda: (1).real.imag.nothing)
