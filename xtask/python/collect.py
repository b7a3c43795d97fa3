"""Runs a test module and prints, as JSON, every source that it hands to compile, exec and eval.

collect.py MODULE
"""
import ast
import builtins
import contextlib
import io
import json
import os
import sys
import tempfile
import unittest
import warnings

CALLS = {}
INHERITED = 0x1FE0000
real_compile, real_exec, real_eval = builtins.compile, builtins.exec, builtins.eval


def note(source, mode, flags, optimize):
    if isinstance(source, str):
        try:
            data = source.encode()
        except UnicodeEncodeError:
            return
        # A cookie in a string is not looked at.
        if "coding" in source[:200]:
            return
    elif isinstance(source, (bytes, bytearray)):
        data = bytes(source)
    else:
        return
    if flags & ast.PyCF_ONLY_AST or mode not in ("exec", "eval", "single") or len(data) > 200_000 or optimize not in (-1, 0, 1, 2):
        return
    if len(CALLS) < 20_000:
        CALLS[data, mode, flags, max(optimize, 0)] = None


def new_compile(source, filename, mode, flags=0, dont_inherit=False, optimize=-1, **more):
    inherited = 0 if dont_inherit else sys._getframe(1).f_code.co_flags & INHERITED
    with contextlib.suppress(TypeError):
        note(source, mode, flags | inherited, optimize)
    return real_compile(source, filename, mode, flags | inherited, True, optimize, **more)


def places(function, source, *spaces, **more):
    frame = sys._getframe(2)
    if isinstance(source, (str, bytes)):
        text = source
        if function is real_eval:
            text = source.lstrip(" \t" if isinstance(source, str) else b" \t")
        note(text, "exec" if function is real_exec else "eval", frame.f_code.co_flags & INHERITED, -1)
    if not spaces or spaces[0] is None:
        local = spaces[1] if len(spaces) > 1 and spaces[1] is not None else frame.f_locals
        spaces = (frame.f_globals, local)
    return function(source, *spaces, **more)


def new_exec(source, *spaces, **more):
    return places(real_exec, source, *spaces, **more)


def new_eval(source, *spaces, **more):
    return places(real_eval, source, *spaces, **more)


def main():
    name = sys.argv[1]
    out = sys.stdout
    os.chdir(tempfile.mkdtemp())
    said = io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        module = __import__(name, fromlist=["*"])
        suite = unittest.TestLoader().loadTestsFromModule(module)
        builtins.compile, builtins.exec, builtins.eval = new_compile, new_exec, new_eval
        try:
            result = unittest.TextTestRunner(stream=said, verbosity=0).run(suite)
        finally:
            builtins.compile, builtins.exec, builtins.eval = real_compile, real_exec, real_eval
    calls = [
        {"source": data.hex(), "mode": mode, "flags": flags, "optimize": optimize}
        for data, mode, flags, optimize in CALLS
    ]
    out.write(json.dumps({"calls": calls, "ran": result.testsRun}) + "\n")
    out.flush()
    os._exit(0)


if __name__ == "__main__":
    main()
