"""What can be counted in a code object, from `dis` and from definitions: the second computation for the analyzer's figures."""
import collections
import dis
import sys

LEAVES = {dis.opmap[name] for name in ("RETURN_VALUE", "RAISE_VARARGS", "RERAISE")}
ALWAYS = {dis.opmap[name] for name in ("JUMP_FORWARD", "JUMP_BACKWARD", "JUMP_BACKWARD_NO_INTERRUPT")}
JUMPS = set(dis.hasjrel) | set(dis.hasjabs)
RETURN_GENERATOR = dis.opmap["RETURN_GENERATOR"]
EFFECTS = {}


def effect(opcode, arg, jump):
    key = opcode, arg, jump
    if key not in EFFECTS:
        EFFECTS[key] = dis.stack_effect(opcode, arg if opcode >= dis.HAVE_ARGUMENT else None, jump=jump)
    return EFFECTS[key]


def handlers_of(instructions, entries):
    """For each instruction the entry that covers it, if any."""
    found = dict.fromkeys(range(len(instructions)))
    offsets = {i.offset: n for n, i in enumerate(instructions)}
    for e in reversed(entries):
        for offset in range(e.start, e.end, 2):
            if offset in offsets:
                found[offsets[offset]] = e
    return found


def graph(instructions, entries, covering):
    targets = {i.argval for i in instructions if i.opcode in JUMPS} | {e.target for e in entries if e.start < e.end}
    block_of, count, cut = {}, -1, True
    for i in instructions:
        if cut or i.offset in targets:
            count += 1
        block_of[i.offset] = count
        cut = i.opcode in LEAVES or i.opcode in JUMPS
    normal, raising, sizes = set(), set(), collections.Counter(block_of.values())
    for n, i in enumerate(instructions):
        block = block_of[i.offset]
        if i.opcode in JUMPS:
            normal.add((block, block_of[i.argval]))
        if i.opcode not in LEAVES and i.opcode not in ALWAYS and n + 1 < len(instructions):
            follower = block_of[instructions[n + 1].offset]
            if follower != block:
                normal.add((block, follower))
        if covering[n]:
            raising.add((block, block_of[covering[n].target]))
    return block_of, normal, raising, sizes


def depths(instructions, covering, generator):
    by_offset = {i.offset: n for n, i in enumerate(instructions)}
    found, todo = {}, [(0, 0)]
    while todo:
        n, depth = todo.pop()
        while n < len(instructions) and n not in found:
            i = instructions[n]
            found[n] = depth
            e = covering[n]
            if e:
                todo.append((by_offset[e.target], e.depth + 1 + e.lasti))
            if i.opcode in JUMPS:
                todo.append((by_offset[i.argval], depth + effect(i.opcode, i.arg, True)))
            if i.opcode in LEAVES or i.opcode in ALWAYS:
                break
            depth += 1 if i.opcode == RETURN_GENERATOR and generator else effect(i.opcode, i.arg, False)
            n += 1
    return [found.get(n) for n in range(len(instructions))]


def reachable(edges):
    follow = collections.defaultdict(list)
    for a, b in edges:
        follow[a].append(b)
    seen, todo = {0}, [0]
    while todo:
        for b in follow[todo.pop()]:
            if b not in seen:
                seen.add(b)
                todo.append(b)
    return seen


def dominators(live, edges):
    """Sets of dominators as bits, from the definition: those of all predecessors, and oneself."""
    before = collections.defaultdict(list)
    for a, b in edges:
        if a in live:
            before[b].append(a)
    order = sorted(live)
    everything = sum(1 << n for n in order)
    sets = dict.fromkeys(order, everything)
    sets[0] = 1
    changed = True
    while changed:
        changed = False
        for n in order:
            if n == 0:
                continue
            both = everything
            for p in before[n]:
                both &= sets[p]
            both |= 1 << n
            if both != sets[n]:
                sets[n] = both
                changed = True
    return sets


def section(code, out):
    instructions = list(dis.get_instructions(code))
    entries = dis._parse_exception_table(code)
    covering = handlers_of(instructions, entries)
    block_of, normal, raising, sizes = graph(instructions, entries, covering)
    edges = normal | raising
    live = reachable(edges)

    def line(*words):
        out.append(" ".join(map(str, words)))

    line("code", code.co_qualname, code.co_firstlineno)
    line("arguments", code.co_argcount, code.co_posonlyargcount, code.co_kwonlyargcount, code.co_flags)
    line("variables", *code.co_varnames, "|", *code.co_cellvars, "|", *code.co_freevars)
    line("names", *code.co_names)
    line("consts", *(f"{type(c).__name__}={sys.getsizeof(c)}" for c in code.co_consts))
    line("sizes", len(code.co_code), len(instructions), len(code.co_code) // 2 - len(instructions), code.co_stacksize)
    line("opcodes", *(f"{n}={c}" for n, c in collections.Counter(i.opname for i in instructions).most_common()))
    line("lines", *sorted({number for _, _, number in code.co_lines() if number}))
    line("places", *(":".join("-" if p is None else str(p) for p in i.positions) for i in instructions))
    line("jumps", *(f"{i.offset}-{i.argval}" for i in instructions if i.opcode in JUMPS))
    line("effects", *(f"{effect(i.opcode, i.arg, False)}/{effect(i.opcode, i.arg, True)}" for i in instructions))
    line("table", *(f"{e.start}-{e.end}-{e.target}-{e.depth}-{int(e.lasti)}" for e in entries))
    starts = {}
    for i in instructions:
        starts.setdefault(block_of[i.offset], i.offset)
    line("blocks", *(starts[n] for n in range(len(starts))))
    line("edges", *(f"{a}-{b}" for a, b in sorted(normal)))
    line("handlers", *(f"{a}-{b}" for a, b in sorted(raising)))
    # McCabe's number of the graph with one exit behind all that leaves.
    kept = [edge for edge in normal if edge[0] in live]
    ends = live - {a for a, _ in kept}
    line("complexity", len(kept) + len(ends) - (len(live) + 1) + 2)
    line("unreachable", sum(count for n, count in sizes.items() if n not in live))
    line("depths", *depths(instructions, covering, code.co_flags & 0x2A0))
    sets = dominators(live, edges)
    nearest = {n: (sets[n] & ~(1 << n)).bit_length() for n in live}
    line("dominators", *(f"{n}={max(bits(sets[n] & ~(1 << n)), key=lambda d: sets[d].bit_count())}" for n in sorted(live) if nearest[n]))
    headers = {b for a, b in edges if a in live and sets[a] >> b & 1}
    line("loops", *sorted(starts[h] for h in headers))


def bits(number):
    while number:
        low = number & -number
        yield low.bit_length() - 1
        number ^= low


def text(module):
    out, todo = [], [module]
    seen = set()
    while todo:
        code = todo.pop()
        if id(code) in seen:
            continue
        seen.add(id(code))
        todo += [c for c in code.co_consts if hasattr(c, "co_code")][::-1]
        section(code, out)
    return "\n".join(out) + "\n"
