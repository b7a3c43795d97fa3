import _sibling
from _sibling import value, make as build, Thing
import _sibling as again
print(_sibling.value, value, build(3), Thing().name, again is _sibling, _sibling.__name__, _sibling.__file__.endswith("_sibling.py"))
_sibling.value = "changed"
from _sibling import value as second
print(second, value)
from _sibling import *
print(public, "_hidden" in globals())
import sys
print("_sibling" in sys.modules, type(_sibling).__name__, _sibling.__doc__, sorted(n for n in vars(_sibling) if not n.startswith("__")))
try:
    from _sibling import nope
except ImportError as e:
    print(type(e).__name__, str(e).split(" (")[0], e.name)
try:
    _sibling.missing
except AttributeError as e:
    print(e)
