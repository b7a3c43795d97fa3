# The strings that look like names and that a CPython process has interned before it compiles anything; of single
# characters those whose interned object is not the one that a constant gets.
import subprocess
import sys

WALK = """
import _imp, gc, sys
seen, todo, words = {}, list(gc.get_objects()), set()
# Frozen modules are part of the program, with all their strings, whoever imports them.
todo += map(_imp.get_frozen_object, _imp._frozen_module_names())
while todo:
    thing = todo.pop()
    if id(thing) in seen:
        continue
    # Kept, lest another one gets its number.
    seen[id(thing)] = thing
    if type(thing) is str:
        words.add(thing)
    elif hasattr(thing, "co_consts"):
        todo += thing.co_consts, thing.co_names, thing.co_varnames, thing.co_freevars, thing.co_cellvars
        todo += thing.co_name, thing.co_qualname
    else:
        # Dicts whose keys are all strings hide them.
        todo += thing if type(thing) is dict else ()
        todo += gc.get_referents(thing)
words |= set(map(chr, range(128)))
print(*(word for word in words if word.isascii() and word.replace("_", "a").isalnum()))
"""
TEST = """
import sys
for w in sys.stdin.read().split():
    t = w if len(w) == 1 else "".join(list(w))
    if sys.intern(t) is not t:
        print(w)
"""


def run(program, text=""):
    command = [sys.executable, "-I", "-c", program]
    return subprocess.run(command, input=text, capture_output=True, text=True, check=True).stdout


print("\n".join(sorted(run(TEST, run(WALK)).split())))
