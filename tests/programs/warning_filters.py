"""What _warnings decides: filters, registries, errors."""

import _warnings
import sys


def warn(message, category=None, level=1):
    try:
        _warnings.warn(message, category, level)
        print("said or not", message)
    except Warning as error:
        print("raised", type(error).__name__, error)


class Mine(UserWarning):
    pass


print([(item[0], item[2].__name__, item[3]) for item in _warnings.filters][:5])
sys.stderr = sys.stdout
for index in range(2):
    warn("twice the same place")
warn("a deprecation in __main__", DeprecationWarning)
warn("ignored", PendingDeprecationWarning)
_warnings.filters.insert(0, ("error", None, Mine, None, 0))
_warnings._filters_mutated()
warn("mine", Mine)
warn(Mine("an instance"))
_warnings.filters.insert(0, ("always", None, Warning, None, 0))
_warnings._filters_mutated()
for index in range(2):
    warn("always")
_warnings.filters[0] = ("once", None, Warning, None, 0)
_warnings._filters_mutated()
for index in range(2):
    warn("once")
_warnings.filters[0] = ("nonsense", None, Warning, None, 0)
_warnings._filters_mutated()
try:
    _warnings.warn("x")
except RuntimeError as error:
    print(error)
del _warnings.filters[0]
try:
    _warnings.warn("x", int)
except TypeError as error:
    print(error)
_warnings._filters_mutated()
registry = {}
_warnings.warn_explicit("explicit", UserWarning, "file.py", 7, "module", registry)
_warnings.warn_explicit("explicit", UserWarning, "file.py", 7, "module", registry)
print(len(registry))
sys.warnoptions
