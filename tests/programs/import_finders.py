"""Finders and loaders that a program installs: sys.meta_path, sys.path_hooks, sys.path_importer_cache."""

import sys


class Loader:
    def create_module(self, spec):
        print("create", spec.name)
        return None

    def exec_module(self, module):
        print("exec", module.__name__, module.__spec__.name, module.__loader__ is self)
        module.value = module.__name__.upper()


class Spec:
    def __init__(self, name, loader, path=None):
        self.name = name
        self.loader = loader
        self.origin = "nowhere"
        self.submodule_search_locations = path
        self.has_location = False
        self.cached = None
        self.parent = name if path is not None else name.rpartition(".")[0]
        self.loader_state = None
        self._uninitialized_submodules = []


class Finder:
    def find_spec(self, name, path=None, target=None):
        if name.startswith("made"):
            print("find", name, path)
            return Spec(name, Loader(), [] if name == "made" else None)
        return None


print([finder.__name__ for finder in sys.meta_path if isinstance(finder, type)])
sys.meta_path.insert(0, Finder())
import made
print(made.value, made.__path__, made.__package__)
import made.inner
print(made.inner.value, made.inner.__package__)
from made import other
print(other.value, sorted(name for name in sys.modules if name.startswith("made")))
sys.meta_path.pop(0)
try:
    import made.missing
except ImportError as error:
    print(type(error).__name__, error, error.name)


class Failing:
    def find_spec(self, name, path=None, target=None):
        if name == "failing":
            raise ValueError("in a finder")


sys.meta_path.append(Failing())
try:
    import failing
except ValueError as error:
    print("ValueError", error)
sys.meta_path.pop()

sys.modules["blocked"] = None
try:
    import blocked
except ImportError as error:
    print(type(error).__name__, error)
del sys.modules["blocked"]

before = sys.meta_path[:]
sys.meta_path.clear()
try:
    import nowhere_at_all
except ImportError as error:
    print(type(error).__name__, error)
sys.meta_path[:] = before


class Bad:
    def create_module(self, spec):
        return None

    def exec_module(self, module):
        raise RuntimeError("while loading")


class BadFinder:
    @classmethod
    def find_spec(cls, name, path=None, target=None):
        return Spec(name, Bad()) if name == "bad" else None


sys.meta_path.insert(0, BadFinder)
try:
    import bad
except RuntimeError as error:
    print("RuntimeError", error, "bad" in sys.modules)
sys.meta_path.remove(BadFinder)
