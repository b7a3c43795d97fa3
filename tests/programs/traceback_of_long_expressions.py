# Tracebacks of expressions that go over several lines, one after the other.
import sys, traceback
def show(f):
    try: f()
    except Exception: traceback.print_exc(file=sys.stdout)
def a():
    return (1 +
            2 +
            None)
def b():
    x = {"a": {"b": None}}
    return x["a"][
        "b"]["c"]
def c():
    return max(
        1,
        "a",
        key=lambda v: v + 1
    )
def d():
    value = [
        1,
        2 / 0,
        3,
    ]
def e():
    (lambda:
        undefined)()
def f():
    foo = 3
    foo.bar(
        1,
        2).baz
def g():
    return [y
            for x in range(3)
            for y in x]
def h():
    assert (1 ==
            2), "differs"
def i():
    return "%d %s" % (
        "x",
        2)
def j():
    x = 1
    x += (
        "a")
def k():
    a, b = \
        1, 2, 3
def l():
    with open("/nowhere"
              "/at/all") as f:
        pass
def m():
    return f"{1:{'x'}}" f"{2}" + \
        f"{undefined_in_f}"
def n():
    del [1, 2][
        5]
def o():
    raise ValueError(
        "one",
        "two") from KeyError(
            "three")
def p():
    ä = "ü" * 3; return ä.löwe + 1
def q():
    return 1 if [] else (2 if {} else -"a")
def r():
    return not ~(1.5)
def s():
    import nonexistent_module_x.y
def t():
    return {**{"a": 1}, **None}
def u():
    return print(*1, **{})
def v():
    x: int = "a" @ 3
def w():
    return (yield_ := int("x"))
for fn in [a,b,c,d,e,f,g,h,i,j,k,l,m,n,o,p,q,r,s,t,u,v,w]: show(fn)
a(
)
