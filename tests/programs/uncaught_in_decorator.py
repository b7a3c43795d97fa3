def deco(arg):
    def wrap(f):
        return arg[f.__name__]
    return wrap
@deco({"ok": 1})
def ok(): pass
print(ok)
@deco(
    {"other": 2}
)
def missing(a,
            b): pass
