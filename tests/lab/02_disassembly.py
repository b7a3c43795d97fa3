"""Step 2: disassembly. From source to instructions, with every column that `dis` has."""
import dis
import io
import sys


def title(text):
    print()
    print("#" * 8, text)


def add(a, b):
    """Adds."""
    return a + b


def branches(x):
    if x > 10:
        y = "big"
    elif x < 0:
        y = "small"
    else:
        y = None
    while x:
        x -= 1
        if x == 5:
            continue
        if x == 3:
            break
    else:
        y = "done"
    return y if y else not x


def guarded(path, items):
    try:
        with open(path) as file:
            items.append(file.read())
    except (OSError, ValueError) as error:
        print(error)
        raise RuntimeError("no luck") from error
    finally:
        items.sort(key=lambda item: -len(item))
    return [item.strip() for item in items if item]


def outer(start, *rest, step=1, **more):
    total = start

    def inner(count: int = 2) -> int:
        nonlocal total
        total += count * step
        return total

    return inner


def produce(n):
    got = yield n
    yield from range(got)
    return (yield)


class Shape:
    """A class body is code, too."""

    sides: int = 0
    names = {"a": 1, "b": 2}

    def area(self):
        return self.sides ** 2

    @property
    def label(self):
        return f"{self.__class__.__name__}:{self.sides:>3}!"

    @staticmethod
    def create(*args, **kwargs):
        return Shape(*args, **kwargs)


title("a function")
dis.dis(add)
title("branches and loops")
dis.dis(branches)
title("an exception table")
dis.dis(guarded)
title("cells and free variables")
dis.dis(outer)
title("a generator")
dis.dis(produce)
title("a class: every function in it")
dis.dis(Shape)
title("a bound method and a lambda")
dis.dis(Shape().area)
dis.dis(lambda *args, **kwargs: (args, kwargs))

title("a string of source")
dis.dis("x = [i * 2 for i in range(10) if i % 2]\nprint(f'{x!r:>20}', *x, sep='')")
title("a statement with names, deletion and a global")
dis.dis("import os.path as p, sys\nfrom a.b import (c, d as e)\ndel c, x[0], x.y\nassert e, 'message'")
title("an expression, compiled in eval mode")
dis.dis(compile("a < b < c or not (d and e) if f else {**g, 'h': 1}", "<expression>", "eval"))
title("only the outermost level")
dis.dis("def f():\n    def g():\n        pass\n    return g\n", depth=0)
title("one level down")
dis.dis("def f():\n    def g():\n        pass\n    return g\n", depth=1)

title("inline caches")
dis.dis(add, show_caches=True)
dis.dis("obj.attr.method(1, key=2)[3]", show_caches=True)

title("adaptive, before anything ran")


def not_yet(a):
    return a * 2


dis.dis(not_yet, adaptive=True)

title("code_info")
print(dis.code_info(outer))
print(dis.code_info(outer(1)))
print(dis.code_info("x = 1\ny = x"))
title("show_code")
dis.show_code(Shape.area)
dis.show_code(produce)

title("every field of every instruction")
for instruction in dis.get_instructions(branches):
    print(
        instruction.opname, instruction.opcode, instruction.arg, repr(instruction.argval), repr(instruction.argrepr),
        instruction.offset, instruction.starts_line, instruction.is_jump_target,
        None if instruction.positions is None else tuple(instruction.positions),
    )
title("an instruction is a named tuple")
first = next(dis.get_instructions(add))
print(first)
print(first._fields)
print(first.opname, first[1], len(first), first._replace(arg=7).arg)

title("the same through Bytecode")
bytecode = dis.Bytecode(add)
print([instruction.opname for instruction in bytecode])
print(bytecode.dis())
print(bytecode.info())
print(bytecode.codeobj is add.__code__, bytecode.first_line == add.__code__.co_firstlineno)
print(dis.Bytecode("a + b", current_offset=4).dis())
print(dis.Bytecode("a.b", show_caches=True).dis())
print(dis.Bytecode("x = 1", first_line=100).dis())

title("into another file")
stream = io.StringIO()
dis.dis("pass", file=stream)
print(repr(stream.getvalue()))

title("findlinestarts")
print(list(dis.findlinestarts(guarded.__code__)))
print(list(dis.findlinestarts(compile("a\n\nb\n# c\nd; e", "<s>", "exec"))))

title("findlabels: where jumps land")
print(dis.findlabels(branches.__code__.co_code))
print(dis.findlabels(guarded.__code__.co_code))
print([i.offset for i in dis.get_instructions(guarded) if i.is_jump_target])

title("get_instructions with a first line and caches")
print([i.starts_line for i in dis.get_instructions(add, first_line=1000)])
print([i.opname for i in dis.get_instructions(add, show_caches=True)])

title("what is not code")
for thing in (5, None, [1], 1.5):
    try:
        dis.dis(thing) if thing is not None else dis.get_instructions(thing)
    except (TypeError, RuntimeError) as error:
        print(type(error).__name__, error)

title("the last traceback")


def divide(a, b):
    return (a +
            b) / (a - b)


try:
    divide(1, 1)
except ZeroDivisionError as error:
    tb = error.__traceback__
    while tb.tb_next:
        tb = tb.tb_next
    print(dis.Bytecode.from_traceback(tb).dis())
    dis.disassemble(tb.tb_frame.f_code, tb.tb_lasti)

title("a recursive look at nested code")


def names(code, indent=0):
    print("  " * indent + code.co_qualname, len(list(dis.get_instructions(code))))
    for constant in code.co_consts:
        if hasattr(constant, "co_code"):
            names(constant, indent + 1)


names(compile("class A:\n  def f(self):\n    return [lambda: {k: v for k, v in x} for x in self]\n", "<s>", "exec"))
print(sys.version_info[:2])
