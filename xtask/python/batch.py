"""Runs programs one after the other, each as a main module: one start for many. Output of each ends in a line of its own."""
import gc
import sys

# When a collection comes depends on everything that ran before: each program's names go at its end instead.
gc.disable()
names = sys.argv[1:]
for name in names:
    sys.argv = [name]
    with open(name, encoding="utf-8") as file:
        source = file.read()
    space = {"__name__": "__main__", "__file__": name, "__builtins__": __builtins__}
    code = "0"
    try:
        exec(compile(source, name, "exec"), space)
    except SystemExit as error:
        code = f"exit {error.code}"
    except BaseException:
        code = "1"
        kind, value, trace = sys.exc_info()
        # Without this file's own line.
        sys.excepthook(kind, value, trace.tb_next)
        kind = value = trace = None
    sys.settrace(None)
    sys.setprofile(None)
    space.clear()
    sys.stdout.flush()
    sys.stderr.flush()
    print("\x1f" + code, flush=True)
    print("\x1f", file=sys.stderr, flush=True)
