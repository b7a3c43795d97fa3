import sys
log = []
class Loader:
    def __init__(self, src): self.src = src
    def create_module(self, spec): return None
    def exec_module(self, module): exec(self.src, module.__dict__)
class Finder:
    mods = {"virtual": "x = 1\nfrom virtual.sub import y", "virtual.sub": "y = 2\nimport virtual\nz = getattr(virtual, 'x', None)", "circ_a": "import circ_b\nfrom circ_b import late", "circ_b": "import circ_a\nval = circ_a.missing", "broken": "1/0", "late_": "from circ_c import nothing", "circ_c": "from circ_d import a\nb = 1", "circ_d": "from circ_c import b\na = 1"}
    def find_spec(self, name, path=None, target=None):
        log.append((name, path is not None))
        if name in self.mods:
            spec = type(sys.__spec__)(name, Loader(self.mods[name]), is_package=name == "virtual")
            return spec
sys.meta_path.insert(0, Finder())
import virtual, virtual.sub as vs
print(virtual.x, virtual.y, vs.z, virtual.__name__, virtual.__spec__.name, virtual.__package__, vs.__package__)
for name in ("circ_a", "circ_c", "late_", "broken", "nowhere", "virtual.nothing", "virtual.sub.deeper", "sys.x"):
    try: __import__(name)
    except BaseException as e: print(name, type(e).__name__, e, getattr(e, "name", None))
    print(sorted(n for n in sys.modules if n.startswith(("circ", "broken", "late"))))
for stmt in ("from virtual import nope", "from virtual.sub import nope", "from . import x", "from .. import y", "from .a import b", "import virtual.", "from virtual import *", "from nowhere import a", "import virtual as v, nothing as n"):
    try: exec(stmt, {"__name__": "pkg.mod", "__package__": "pkg"})
    except BaseException as e: print(stmt, "|", type(e).__name__, e)
try: exec("from . import x", {"__name__": "__main__"})
except BaseException as e: print(type(e).__name__, e)
try: exec("from . import x", {"__package__": 3})
except BaseException as e: print(type(e).__name__, e)
try: exec("from ... import x", {"__package__": "a.b", "__name__": "a.b.c"})
except BaseException as e: print(type(e).__name__, e)
sys.modules["blocked"] = None
try: import blocked
except ImportError as e: print(type(e).__name__, e, e.name, e.path)
sys.modules["odd"] = 3
import odd; print(odd)
try: from odd import x
except ImportError as e: print(e)
print(len(log) > 5, __import__("virtual.sub") is virtual, __import__("virtual.sub", fromlist=["y"]) is vs)
try: __import__("")
except ValueError as e: print(e)
try: __import__(3)
except TypeError as e: print(e)
try: __import__("a", level=-1)
except ValueError as e: print(e)
old = __builtins__.__import__
def imp(name, g=None, l=None, f=(), level=0):
    print("import", name, f, level); return old(name, g, l, f, level)
__builtins__.__import__ = imp
import sys as s2
from sys import path, argv
from virtual.sub import *
__builtins__.__import__ = old
m = type(sys)("made", "doc"); print(m, m.__doc__, m.__spec__, m.__loader__)
def __getattr__(name): print("module getattr", name); raise AttributeError(name)
