"""Step 8: an analyzer. A program that reads its own functions and says what they are made of."""
import dis
import types

WORDS = {0x01: "optimized", 0x02: "newlocals", 0x04: "*args", 0x08: "**kwargs", 0x10: "nested", 0x20: "generator", 0x80: "coroutine",
         0x200: "async generator"}


class Tally(dict):
    """Counts things; the commonest come first, and among equals the first seen."""

    def __missing__(self, key):
        return 0

    def add(self, key, count=1):
        self[key] += count
        return self

    def commonest(self, n):
        return sorted(self.items(), key=lambda item: -item[1])[:n]


class Analysis:
    """What can be said about one code object."""

    def __init__(self, code):
        self.code = code
        self.instructions = list(dis.get_instructions(code))
        self.opcodes = Tally()
        for instruction in self.instructions:
            self.opcodes.add(instruction.opname)

    @classmethod
    def of(cls, function):
        return cls(function.__code__)

    @property
    def arguments(self):
        code = self.code
        count = code.co_argcount + code.co_kwonlyargcount
        return count + bool(code.co_flags & 0x04) + bool(code.co_flags & 0x08)

    @property
    def flags(self):
        return ", ".join(word for bit, word in WORDS.items() if self.code.co_flags & bit)

    def depth(self):
        """The deepest the stack gets, from the effects alone, by walking every path once."""
        by_offset = {i.offset: n for n, i in enumerate(self.instructions)}
        seen, deepest, todo = {}, 0, [(0, 0)]
        for entry in self.handlers():
            todo.append((by_offset[entry.target], entry.depth + 1 + entry.lasti))
        while todo:
            index, depth = todo.pop()
            while index < len(self.instructions) and seen.get(index, -1) < depth:
                seen[index] = depth
                instruction = self.instructions[index]
                if instruction.opcode in dis.hasjrel:
                    jumped = depth + dis.stack_effect(instruction.opcode, instruction.arg, jump=True)
                    deepest = max(deepest, jumped)
                    todo.append((by_offset[instruction.argval], jumped))
                argument = instruction.arg if instruction.opcode >= dis.HAVE_ARGUMENT else None
                depth += dis.stack_effect(instruction.opcode, argument, jump=False)
                # A generator starts with what was sent in on its stack; the table does not count that.
                depth += instruction.opname == "RETURN_GENERATOR"
                deepest = max(deepest, depth)
                if instruction.opname in ("RETURN_VALUE", "RAISE_VARARGS", "RERAISE", "JUMP_FORWARD", "JUMP_BACKWARD",
                                          "JUMP_BACKWARD_NO_INTERRUPT"):
                    break
                index += 1
        return deepest

    def handlers(self):
        """The exception table, decoded by hand: six bits a byte, the first one of an entry marked."""
        data, at = self.code.co_exceptiontable, 0

        def number():
            nonlocal at
            byte = data[at]
            at += 1
            value = byte & 63
            while byte & 64:
                byte = data[at]
                at += 1
                value = value << 6 | byte & 63
            return value

        while at < len(data):
            start, length, target, flags = number() * 2, number() * 2, number() * 2, number()
            yield Handler(start, start + length, target, flags >> 1, flags & 1)

    def blocks(self):
        leaders = {0} | {h.target for h in self.handlers()}
        ends = False
        for instruction in self.instructions:
            if ends or instruction.is_jump_target:
                leaders.add(instruction.offset)
            ends = instruction.opcode in dis.hasjrel or instruction.opname in ("RETURN_VALUE", "RERAISE", "RAISE_VARARGS")
        return len(leaders)

    def lines(self):
        numbers = {line for _, _, line in self.code.co_lines() if line is not None}
        return max(numbers) - min(numbers) + 1 if numbers else 0

    def report(self):
        code = self.code
        yield f"{code.co_qualname}"
        yield f"  flags         {self.flags or 'none'}"
        yield f"  arguments     {self.arguments} ({', '.join(code.co_varnames[:self.arguments])})"
        yield f"  locals        {code.co_nlocals} ({', '.join(code.co_varnames[self.arguments:])})"
        yield f"  cells, free   {code.co_cellvars} {code.co_freevars}"
        constants = [c.co_name + "()" if isinstance(c, types.CodeType) else repr(c) for c in code.co_consts]
        yield f"  constants     {len(constants)}: {', '.join(constants)}"
        yield f"  names         {', '.join(code.co_names) or '-'}"
        yield f"  stack depth   {code.co_stacksize} (walked: {self.depth()})"
        yield f"  instructions  {len(self.instructions)} in {len(code.co_code)} bytes, {self.blocks()} blocks, {self.lines()} lines"
        yield f"  jumps         {sum(i.opcode in dis.hasjrel for i in self.instructions)}"
        yield f"  handlers      {[str(h) for h in self.handlers()]}"
        yield "  commonest     " + ", ".join(f"{name} {count}" for name, count in self.opcodes.commonest(5))

    def nested(self):
        for constant in self.code.co_consts:
            if isinstance(constant, types.CodeType):
                yield Analysis(constant)


class Handler:
    __slots__ = ("start", "end", "target", "depth", "lasti")

    def __init__(self, *values):
        for name, value in zip(self.__slots__, values):
            setattr(self, name, value)

    def __str__(self):
        return f"{self.start}..{self.end} to {self.target} [{self.depth}]" + (" lasti" if self.lasti else "")


def simple(a, b):
    """Adds two things."""
    return a + b


def busy(items, key=None, *, reverse=False, **options):
    groups = {}
    for position, item in enumerate(items):
        name = key(item) if key else item
        try:
            groups[name].append((position, item))
        except KeyError:
            groups[name] = [(position, item)]
        finally:
            options["last"] = name
    ordered = sorted(groups.items(), key=lambda pair: len(pair[1]), reverse=reverse)
    return {name: [item for _, item in found] for name, found in ordered}, options


def sieve(limit):
    prime = [True] * (limit + 1)
    prime[0:2] = [False, False]
    for n in range(2, int(limit ** 0.5) + 1):
        if prime[n]:
            for multiple in range(n * n, limit + 1, n):
                prime[multiple] = False
    return [n for n, is_prime in enumerate(prime) if is_prime]


def fibonacci():
    a, b = 0, 1
    while True:
        yield a
        a, b = b, a + b


def averager():
    total, count = 0.0, 0

    def add(value):
        nonlocal total, count
        total += value
        count += 1
        return total / count

    return add


def careful(path):
    with open(path) as file, open(path + ".out", "w") as out:
        for line in file:
            if not line.strip():
                continue
            out.write(f"{line!r:>10}\n")
    return path


everything = [simple, busy, sieve, fibonacci, averager, averager(), careful, Analysis.depth, Analysis.handlers, Tally.commonest,
              lambda *args: args]
for function in everything:
    print("\n".join(Analysis.of(function).report()))
    print()

print("== one inside another")


def tree(analysis, indent=0):
    count = len(analysis.instructions)
    print("  " * indent + f"{analysis.code.co_name}: {count} instructions, {analysis.code.co_stacksize} deep")
    return count + sum(tree(child, indent + 1) for child in analysis.nested())


for function in (busy, averager, Analysis.handlers):
    print("total", tree(Analysis.of(function)))

print("== the program's functions together")
total = Tally()
for name, value in list(globals().items()):
    if isinstance(value, types.FunctionType):
        for opname, count in Analysis.of(value).opcodes.items():
            total.add(opname, count)
    elif isinstance(value, type):
        for member in vars(value).values():
            if isinstance(member, types.FunctionType):
                for opname, count in Analysis.of(member).opcodes.items():
                    total.add(opname, count)
for name, count in total.commonest(10):
    print(f"{count:5} {name}")
print(sum(total.values()), "instructions,", len(total), "kinds")

print("== does the compiler agree with the walk?")
print(all(Analysis.of(function).depth() <= function.__code__.co_stacksize for function in everything))
print("== and they still do their work")
print(simple(1, 2), busy(["a", "bb", "cc", "d"], key=len), sieve(30), averager()(4))
source = fibonacci()
print([next(source) for _ in range(12)])

print("== the most expensive line")
per_line = Tally()
line = None
for instruction in dis.get_instructions(busy):
    line = instruction.starts_line or line
    per_line.add(line - busy.__code__.co_firstlineno)
print(per_line.commonest(3))
pairs = Tally()
names = [i.opname for i in dis.get_instructions(sieve)]
for pair in zip(names, names[1:]):
    pairs.add(" ".join(pair))
print(pairs.commonest(4))
print(sorted(pairs, key=lambda p: (-pairs[p], p))[:3])
