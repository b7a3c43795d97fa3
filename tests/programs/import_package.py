import _package
import _package.sub.leaf
from _package import sub, helper
from _package.sub import leaf as l
from _package.sub.leaf import where
print(_package.__name__, _package.sub.leaf.where(), l is sub.leaf, where(), helper.help_me(), _package.__path__[0].endswith("_package"))
print(_package.sub.__package__, l.__name__, _package.exported, hasattr(_package, "lazy"), l.up(), l.__spec__.name, l.__spec__.parent)
try: import _package.nothing
except ModuleNotFoundError as e: print(e, e.name)
try: import _package.helper.deeper
except ModuleNotFoundError as e: print(e)
try: from _package import nothing
except ImportError as e: print(str(e).split(" (")[0])
from _package import lazy
print(lazy.tag, _package.lazy is lazy)
try: from . import x
except ImportError as e: print(e)
