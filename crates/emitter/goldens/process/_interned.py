# The strings that look like names and that a CPython process has interned when it compiles a file; of single characters
# those whose interned object is not the one that a constant gets.
import os
import subprocess
import sys
import tempfile

# As a process starts whose `site-packages` is empty. What this program names itself every process has interned.
START = """
import site, sys
def hook(name, args):
    if name == "compile" and args[1] == sys.argv[1]:
        %s
sys.addaudithook(hook)
"""
# Where a dict's keys are strings the collector does not see them; a code object that is frozen into the executable has
# its names interned whether somebody imports it or not.
WALK = """
        import gc, os, _imp
        seen, words = {}, set(map(chr, range(128)))
        todo = [*gc.get_objects(), *map(_imp.get_frozen_object, _imp._frozen_module_names())]
        while todo:
            thing = todo.pop()
            if id(thing) in seen:
                continue
            seen[id(thing)] = thing
            if type(thing) is str:
                words.add(thing)
            elif type(thing) is dict:
                todo += [*thing.keys(), *thing.values()]
            elif hasattr(thing, "co_consts"):
                todo += thing.co_consts, thing.co_names, thing.co_varnames, thing.co_freevars, thing.co_cellvars
                todo += thing.co_name, thing.co_qualname
            else:
                todo += gc.get_referents(thing)
        print(*(word for word in words if word.isascii() and word.replace("_", "a").isalnum()))
        sys.stdout.flush()
        os._exit(0)
"""
TEST = """
        for name in args[0].split():
            name = str(name, "ascii")
            if sys.intern(name) is not name:
                print(name)
        sys.stdout.flush()
        sys.modules["os"]._exit(0)
"""


def interned(compiling):
    """`compiling` is a statement that compiles the bytes of the file `sys.argv[1]`, whatever stands in it."""
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "words")

        def run(question, text):
            with open(path, "w") as file:
                file.write(text)
            command = [sys.executable, "-I", "-S", "-c", START % question.strip() + compiling, path]
            return subprocess.run(command, capture_output=True, text=True, check=True).stdout

        return sorted(run(TEST, run(WALK, "")).split())
