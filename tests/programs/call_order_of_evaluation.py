def tell(name, value=None):
    print("eval", name)
    return value if value is not None else name

def f(*args, **kw):
    print("call", args, kw)
    return tell

f(tell("a"), *tell("star", [1]), k=tell("k"), **tell("double", {"z": 1}))(tell("second"))
d = {}
d[tell("key")] = tell("value")
print(d, tell("left") + tell("right"), [tell(1), tell(2)], {tell("dk"): tell("dv")})
x = tell("cond", True) and tell("then") or tell("else")
print(tell(1, 1) < tell(5, 5) < tell(2, 2) < tell(9, 9))
