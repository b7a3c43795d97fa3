"""What importlib's loaders do differently here: cached code is never written beside its source."""

import sys

import _vivarium_import


def patch(bootstrap, external):
    loader = external.SourceFileLoader
    generic = loader.get_code

    def get_code(self, fullname):
        if type(self) is not loader:
            return generic(self, fullname)
        return bootstrap._call_with_frames_removed(_vivarium_import.compile_file, self.get_filename(fullname))

    def _cache_bytecode(self, source_path, bytecode_path, data):
        pass

    for function in get_code, _cache_bytecode:
        function.__module__ = external.__name__
        function.__qualname__ = "SourceFileLoader." + function.__name__
        setattr(loader, function.__name__, function)

    # Nearly all programs do without archives: the first makes way for the class that reads them.
    def zipimporter(path):
        at = path
        while at and not external._path_isdir(at):
            if external._path_isfile(at):
                from zipimport import zipimporter as found
                hooks = sys.path_hooks
                hooks[:] = [found if hook is zipimporter else hook for hook in hooks]
                return found(path)
            at, step = external._path_split(at)
            if not step:
                break
        raise ImportError(f"not a Zip file: {path!r}", path=path)

    sys.path_hooks.insert(0, zipimporter)

    # What is an extension file elsewhere may be native here without being one of sys.builtin_module_names.
    def create_module(spec):
        return bootstrap._call_with_frames_removed(bootstrap._imp.create_builtin, spec)

    create_module.__module__ = bootstrap.__name__
    create_module.__qualname__ = "BuiltinImporter.create_module"
    bootstrap.BuiltinImporter.create_module = staticmethod(create_module)
