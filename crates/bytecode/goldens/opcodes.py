"""Every fact of the opcode table that a Python program can ask for."""
import dis
import importlib.util
import opcode

print("magic", int.from_bytes(importlib.util.MAGIC_NUMBER[:2], "little"))
print("cmp_op", *opcode.cmp_op)
print("nb_ops", *(word for row in opcode._nb_ops for word in row))
print("make_function", *dis.MAKE_FUNCTION_FLAGS)

KINDS = ("hasconst", "hasname", "hasjrel", "hasjabs", "haslocal", "hascompare", "hasfree")
for number in range(256):
    name = dis._all_opname[number]
    if name.startswith("<"):
        continue
    base = dis.deoptmap.get(name, name)
    plain = opcode.opmap[base]
    fields = opcode._cache_format.get(base, {})
    kinds = [kind for kind in KINDS if plain in getattr(opcode, kind)]
    print(number, name, base, "cache", *(f"{key}={size}" for key, size in fields.items()), "kinds", *kinds)

for name, number in sorted(opcode.opmap.items(), key=lambda row: row[1]):
    for arg in (0, 1, 2, 3, 4, 5, 7, 8, 15, 255, 256, 257, 1000):
        if number < opcode.HAVE_ARGUMENT:
            if arg:
                continue
            row = [dis.stack_effect(number, jump=jump) for jump in (None, True, False)]
        else:
            row = [dis.stack_effect(number, arg, jump=jump) for jump in (None, True, False)]
        print("effect", name, arg, *row)
