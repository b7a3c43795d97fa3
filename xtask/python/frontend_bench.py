"""Processor seconds that CPython takes for all files of a list: parsing to its tree, and compiling."""
import ast
import json
import sys
import time
import warnings

warnings.simplefilter("ignore")
sources = []
with open(sys.argv[1]) as paths:
    for path in paths.read().splitlines():
        with open(path, "rb") as file:
            sources.append(file.read().decode())
result = {}
for name, work in (
    ("parse", lambda s: compile(s, "<bench>", "exec", ast.PyCF_ONLY_AST, True)),
    ("compile", lambda s: compile(s, "<bench>", "exec", 0, True)),
):
    start = time.process_time()
    for source in sources:
        try:
            work(source)
        except SyntaxError:
            pass  # What only the compiler refuses, both do.
    result[name] = time.process_time() - start
print(json.dumps(result))
