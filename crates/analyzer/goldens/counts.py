"""What a program computes from `dis` for each code object of _functions.py, and the `.pyc` in hexadecimal."""
import collections
import dis
import importlib._bootstrap_external as external
import os
import sys

folder = os.path.dirname(__file__)
with open(os.path.join(folder, "_functions.py"), encoding="utf-8") as file:
    source = file.read()
module = compile(source, "_functions.py", "exec", dont_inherit=True)
print("pyc", external._code_to_timestamp_pyc(module, 1_700_000_000, len(source.encode())).hex())

LEAVES = {"RETURN_VALUE", "RAISE_VARARGS", "RERAISE"}
JUMPS = {"JUMP_FORWARD", "JUMP_BACKWARD", "JUMP_BACKWARD_NO_INTERRUPT"}


def graph(instructions, entries):
    """Blocks as lists of offsets, and edges, from the definition."""
    offsets = [i.offset for i in instructions]
    targets = {i.argval for i in instructions if i.opcode in dis.hasjrel} | {e.target for e in entries if e.start < e.end}
    blocks = []
    cut = True
    for i in instructions:
        if cut or i.offset in targets:
            blocks.append([])
        blocks[-1].append(i)
        cut = i.opname in LEAVES or i.opcode in dis.hasjrel
    where = {i.offset: n for n, block in enumerate(blocks) for i in block}
    normal, handlers = set(), set()
    for n, block in enumerate(blocks):
        last = block[-1]
        if last.opcode in dis.hasjrel:
            normal.add((n, where[last.argval]))
        if last.opname not in LEAVES | JUMPS and n + 1 < len(blocks):
            normal.add((n, n + 1))
        for i in block:
            handlers |= {(n, where[e.target]) for e in entries if e.start <= i.offset < e.end}
    return blocks, normal, handlers


def reach(start, edges, without=None):
    seen, todo = set(), [start]
    while todo:
        n = todo.pop()
        if n in seen or n == without:
            continue
        seen.add(n)
        todo += [b for a, b in edges if a == n]
    return seen


def depths(instructions, entries, generator):
    by_offset = {i.offset: n for n, i in enumerate(instructions)}
    found, todo = {}, [(0, 0)]
    while todo:
        n, depth = todo.pop()
        while n < len(instructions) and n not in found:
            i = instructions[n]
            found[n] = depth
            for e in entries:
                if e.start <= i.offset < e.end:
                    todo.append((by_offset[e.target], e.depth + 1 + e.lasti))
            arg = i.arg if i.opcode >= dis.HAVE_ARGUMENT else None
            if i.opcode in dis.hasjrel:
                todo.append((by_offset[i.argval], depth + dis.stack_effect(i.opcode, arg, jump=True)))
            if i.opname in LEAVES | JUMPS:
                break
            depth += 1 if i.opname == "RETURN_GENERATOR" and generator else dis.stack_effect(i.opcode, arg, jump=False)
            n += 1
    return [found.get(n) for n in range(len(instructions))]


todo = [module]
while todo:
    code = todo.pop()
    todo += [c for c in code.co_consts if hasattr(c, "co_code")][::-1]
    instructions = list(dis.get_instructions(code))
    entries = dis._parse_exception_table(code)
    blocks, normal, handlers = graph(instructions, entries)
    live = reach(0, normal | handlers)
    inside = {n: sum(1 for a, b in normal if a == n) for n in live}
    print("code", code.co_qualname, code.co_firstlineno)
    print("arguments", code.co_argcount, code.co_posonlyargcount, code.co_kwonlyargcount, code.co_flags)
    print("variables", *code.co_varnames, "|", *code.co_cellvars, "|", *code.co_freevars)
    print("names", *code.co_names)
    print("consts", *(f"{type(c).__name__}={sys.getsizeof(c)}" for c in code.co_consts))
    print("sizes", len(code.co_code), len(instructions), len(code.co_code) // 2 - len(instructions), code.co_stacksize)
    print("opcodes", *(f"{name}={count}" for name, count in collections.Counter(i.opname for i in instructions).most_common()))
    print("lines", len({line for _, _, line in code.co_lines() if line}))
    print("jumps", sum(i.opcode in dis.hasjrel for i in instructions))
    print("table", *(f"{e.start}-{e.end}-{e.target}-{e.depth}-{int(e.lasti)}" for e in entries))
    print("graph", len(blocks), len(normal) + len(handlers), 1 + sum(count == 2 for count in inside.values()))
    print("unreachable", sum(len(block) for n, block in enumerate(blocks) if n not in live))
    print("depths", *depths(instructions, entries, code.co_flags & 0x2A0))
    # A block dominates another if taking it away cuts the other off; loops are what leads back to a dominator.
    edges = normal | handlers
    cut = {n: live - reach(0, edges, without=n) for n in live}
    doms = {n: {d for d in live if d != n and n in cut[d]} for n in live}
    print("dominators", *(f"{n}={max(doms[n], key=lambda d: len(doms[d]))}" for n in sorted(live) if doms[n]))
    headers = {b for a, b in edges if a in live and (b == a or b in doms[a])}
    print("loops", *sorted(min(i.offset for i in blocks[h]) for h in headers))
