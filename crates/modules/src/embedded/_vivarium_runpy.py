"""Running modules as programs. Tracebacks show the lines of these calls, so they stand where CPython has them."""

import sys

import _vivarium_import


class _Error(Exception):
    """Said without a traceback."""


































































def _run_code(code, run_globals, mod_name, mod_spec):
    run_globals.update(
        __name__=mod_name,
        __file__=mod_spec.origin,
        __cached__=mod_spec.cached,
        __doc__=None,
        __loader__=mod_spec.loader,
        __package__=mod_spec.parent,
        __spec__=mod_spec,
    )

    # Line 88.
    exec(code, run_globals)














def _get_module_details(mod_name):
    if mod_name.startswith("."):
        raise _Error("Relative module names not supported")
    package = mod_name.rpartition(".")[0]
    if package:


        # Line 112.
        try:
            __import__(package)
        except ImportError as error:
            name = error.name
            if name is None or name != package and not package.startswith(name + "."):
                raise
        known = sys.modules.get(mod_name)
        if known is not None and not hasattr(known, "__path__"):
            from _warnings import warn
            warn(RuntimeWarning(
                f"{mod_name!r} found in sys.modules after import of package {package!r}, but prior to execution of "
                f"{mod_name!r}; this may result in unpredictable behaviour"))
    try:
        spec = _vivarium_import.find_spec(mod_name)
    except (ImportError, AttributeError, TypeError, ValueError) as error:
        message = f"Error while finding module specification for {mod_name!r} ({type(error).__name__}: {error})"
        if mod_name.endswith(".py"):
            message += f". Try using '{mod_name[:-3]}' instead of '{mod_name}' as the module name."
        raise _Error(message) from error
    if spec is None:
        raise _Error(f"No module named {mod_name}")
    if spec.submodule_search_locations is not None:
        if mod_name == "__main__" or mod_name.endswith(".__main__"):
            raise _Error("Cannot use package as __main__ module")
        try:











            # Line 148.
            return _get_module_details(mod_name + ".__main__")
        except _Error as error:
            if mod_name not in sys.modules:
                raise
            raise _Error(f"{error}; {mod_name!r} is a package and cannot be directly executed")
    if spec.loader is None:
        raise _Error(f"{mod_name!r} is a namespace package and cannot be executed")
    try:
        code = spec.loader.get_code(mod_name)
    except ImportError as error:
        raise _Error(format(error)) from error
    if code is None:
        raise _Error(f"No code object available for {mod_name}")
    return mod_name, spec, code


def _get_main_module_details():
    main = sys.modules.pop("__main__")
    try:
        return _get_module_details("__main__")
    except (ImportError, _Error) as error:
        if "__main__" in str(error):
            raise _Error(f"can't find '__main__' module in {sys.path[0]!r}") from error
        raise
    finally:
        sys.modules["__main__"] = main






def _run_module_as_main(mod_name, alter_argv=True):




    try:
        if mod_name == "__main__" and not alter_argv:
            _, spec, code = _get_main_module_details()
        else:  # Line 189.
            _, spec, code = _get_module_details(mod_name)
    except _Error as error:
        sys.exit(f"{sys.executable}: {error}")
    namespace = sys.modules["__main__"].__dict__
    if alter_argv:
        sys.argv[0] = spec.origin


    # Line 198.
    return _run_code(code, namespace, "__main__", spec)
