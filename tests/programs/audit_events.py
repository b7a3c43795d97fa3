"""Audit hooks: events of native code and of the program."""

import sys

events = []
on = True


def hook(event, arguments):
    if on and event.split(".")[0] in ("test", "builtins", "sys", "import", "compile", "exec", "open", "gc"):
        shown = [type(one).__name__ if not isinstance(one, (str, int, type(None))) else one for one in arguments]
        if event in ("builtins.id",):
            shown = ["id"]
        if event == "import":
            shown = shown[:2]
        if event == "open":
            shown = [one for one in shown if not isinstance(one, int)]
        events.append((event, shown))


sys.addaudithook(hook)
sys.audit("test.event", 1, "two", [])
id(events)
compile("1 + 1", "name", "eval")
eval("2 + 2")
exec("x = 3")
sys._getframe()
sys.settrace(None)
sys.setprofile(None)
try:
    import nothing_of_this_name
except ImportError:
    pass
try:
    open("/nonexistent/file")
except OSError:
    pass
import gc
gc.get_referents(events)
on = False
for event in events:
    if event[0] != "open" or event[1][0] == "/nonexistent/file":
        print(event)
on = True


def refusing(event, arguments):
    if event == "test.forbidden":
        raise RuntimeError("refused")
    if event == "sys.addaudithook":
        raise ValueError("no more")


sys.addaudithook(refusing)
try:
    sys.audit("test.forbidden")
except RuntimeError as error:
    print(error)
sys.addaudithook(lambda *a: print("never", a))
on = False
sys.audit("test.after")
