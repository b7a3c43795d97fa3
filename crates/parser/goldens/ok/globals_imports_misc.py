import a
import a.b.c as d, e
from a import b
from a.b import c as d, e
from a import (b, c as d,)
from a import *
from . import a
from .. import a
from ...a.b import c
from .... import a
global a, b
nonlocal_ = 1
del a, b.c, d[e], (f, g), [h]
assert a
assert a, b
raise
raise a
raise a from b
pass
