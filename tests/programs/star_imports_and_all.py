import sys
module = type(sys)("made")
module.__dict__.update(a=1, _b=2, c=3, __d=4)
sys.modules["made"] = module
ns = {}
exec("from made import *", ns)
print(sorted(k for k in ns if k != "__builtins__"))
module.__all__ = ["_b", "c"]
ns = {}
exec("from made import *", ns)
print(sorted(k for k in ns if k != "__builtins__"))
for value in (["missing"], [5], 5, "ac"):
    module.__all__ = value
    try:
        ns = {}
        exec("from made import *", ns)
        print(sorted(k for k in ns if k != "__builtins__"))
    except Exception as e: print(type(e).__name__, e)
for text in ("from made import nothing", "import made.sub", "from made import a as x, c as y; print(x, y)", "from . import x", "from .made import a", "import made as m; print(m.a)", "from made import (a,\n c,)", "def f():\n from made import *"):
    try: exec(text, {"__name__": "top", "__package__": None} if "." in text else {})
    except Exception as e: print(text.split("\n")[0], "->", type(e).__name__, e)
sys.modules["none"] = None
try: import none
except ImportError as e: print(type(e).__name__, e)
