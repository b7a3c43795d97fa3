import sys
class D:
    def __init__(self, name): self.name = name
    def __del__(self): raise ValueError("in del of " + self.name)
    def __repr__(self): return f"<D {self.name}>"
def f():
    d = D("local")
    return 1
print(f())
x = D("global")
del x
def hook(args):
    print("hook", args.exc_type.__name__, args.exc_value, args.err_msg, args.object is not None, args.exc_traceback is not None)
sys.unraisablehook = hook
f()
def bad(args): raise KeyError
sys.unraisablehook = bad
f()
sys.unraisablehook = sys.__unraisablehook__
f()
print("end")
