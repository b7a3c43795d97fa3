import sys
def hook(kind, value, trace):
    print("hook", kind.__name__, value, trace.tb_lineno)
sys.displayhook(None); sys.displayhook(42); sys.displayhook("text")
import builtins
print(builtins._)
sys.displayhook = lambda v: print("shown", v)
exec(compile("1 + 1\n'x'", "<s>", "single"))
sys.excepthook = hook
def late(): raise KeyError("uncaught")
late()
