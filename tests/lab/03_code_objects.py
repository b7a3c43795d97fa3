"""Step 3: code objects. All that the compiler knows about a function, in one immutable object."""
import dis
import types

ATTRIBUTES = (
    "co_name", "co_qualname", "co_argcount", "co_posonlyargcount", "co_kwonlyargcount", "co_nlocals", "co_stacksize",
    "co_flags", "co_varnames", "co_cellvars", "co_freevars", "co_names", "co_firstlineno",
)


def everything(positional, /, ordinary, default=10, *rest, keyword, other=None, **more):
    """The docstring is the first constant."""
    local = positional + ordinary
    if keyword:
        local = [default, 2.5, "text", b"bytes", 1 + 2j, None, True, ..., (1, (2, "x")), -7]
    print(local, rest, other, more)
    return local


def closure(a, b):
    c = a * b

    def inner(d):
        def innermost():
            return a + d + c
        return innermost

    return inner


def generator():
    yield 1


class Thing:
    "doc"
    attribute = 5

    def method(self):
        return super().__init__, __class__, self.__private


def show(code):
    for name in ATTRIBUTES:
        print(f"  {name:20} {getattr(code, name)!r}")
    constants = tuple(c.co_name + " code" if isinstance(c, types.CodeType) else c for c in code.co_consts)
    print(f"  {'co_consts':20} {constants!r}")
    print(f"  {'types':20} {[type(c).__name__ for c in code.co_consts]!r}")
    print(f"  {'co_code':20} {len(code.co_code)} bytes {code.co_code.hex()}")
    print(f"  {'co_linetable':20} {len(code.co_linetable)} bytes {code.co_linetable.hex()}")
    print(f"  {'co_exceptiontable':20} {len(code.co_exceptiontable)} bytes {code.co_exceptiontable.hex()}")


def flags(code):
    return " | ".join(word for bit, word in sorted(dis.COMPILER_FLAG_NAMES.items()) if code.co_flags & bit)


print("== everything")
show(everything.__code__)
print("== closure and what is inside it")
show(closure.__code__)
show(closure(1, 2).__code__)
show(closure(1, 2)(3).__code__)
print("== a method")
show(Thing.method.__code__)
print("== a module")
module = compile(
    "'doc'\nimport sys\nx: int = 1\nfor i in range(3):\n    x += i\nclass C(object, metaclass=type):\n    y = x\n"
    "def f(): return [x for x in y]\n", "module.py", "exec")
show(module)
print("  co_filename         ", module.co_filename)
print("== the class body within")
body = next(c for c in module.co_consts if isinstance(c, types.CodeType) and c.co_name == "C")
show(body)

print("== flags in words")


async def coroutine():
    return 1


async def asynchronous():
    yield 1


for function in (everything, closure, closure(1, 2), generator, coroutine, asynchronous, Thing.method, lambda: 0):
    print(f"  {function.__qualname__:28} {function.__code__.co_flags:#06x} {flags(function.__code__)}")
for source, mode in (("1", "eval"), ("1", "single"), ("1", "exec"), ("from __future__ import annotations", "exec")):
    code = compile(source, "<string>", mode)
    print(f"  {source!r:40} {mode:7} {code.co_flags:#010x} {flags(code)} {code.co_consts}")

print("== positions: line, end line, column, end column of every code unit")


def positions(a, b):
    total = (a +
             b)
    return total.real


for unit, place in enumerate(positions.__code__.co_positions()):
    print(" ", unit * 2, place)
print("== lines")
for start, end, line in everything.__code__.co_lines():
    print(" ", start, end, None if line is None else line - everything.__code__.co_firstlineno)
print(" ", list(compile("a = 1\n\nb = 2", "<s>", "exec").co_lines()))

print("== nested code")


def walk(code, depth=0):
    print("  " * (depth + 1) + f"{code.co_qualname} line {code.co_firstlineno} stack {code.co_stacksize}")
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            walk(constant, depth + 1)


walk(module)
walk(compile("def a():\n  def b():\n    class C:\n      d = lambda: {e for e in ()}\n    return C\n  return b\n", "<s>", "exec"))

print("== replace")
original = everything.__code__
renamed = original.replace(co_name="renamed", co_qualname="place.renamed", co_firstlineno=100)
print(renamed.co_name, renamed.co_qualname, renamed.co_firstlineno, renamed == original, original.replace() == original)
print(renamed.co_varnames == original.co_varnames, renamed.co_code == original.co_code)


def seven():
    return 7


seven.__code__ = seven.__code__.replace(co_consts=(None, 8))
print(seven())
swapped = types.FunctionType(generator.__code__.replace(co_name="again"), globals())
print(list(swapped()), swapped.__name__, swapped.__code__.co_name)
try:
    original.replace(co_nonsense=1)
except TypeError as error:
    print(error)
try:
    seven.__code__ = closure(1, 2).__code__
except ValueError as error:
    print(error)

print("== equality, hash, immutability")
first, second = compile("x = 1", "f", "exec"), compile("x = 1", "f", "exec")
print(first == second, first is second, hash(first) == hash(second), first == compile("x = 2", "f", "exec"))
print(compile("x = 1.0", "f", "exec") == compile("x = 1", "f", "exec"))
try:
    first.co_name = "other"
except AttributeError as error:
    print(error)
print(repr(compile("pass", "<file>", "exec")).split(" at ")[0], repr(first).split(", ")[1:])

print("== running code by hand")
space = {}
exec(compile("def twice(n):\n    return n * 2\nresult = twice(21)", "<string>", "exec"), space)
print(space["result"], space["twice"].__code__.co_filename, space["twice"].__code__.co_qualname)
print(eval(compile("result + 1", "<string>", "eval"), space))
rebuilt = types.FunctionType(closure(1, 2).__code__, {}, "rebuilt", None, closure(3, 4).__closure__)
print(rebuilt(5)(), rebuilt.__code__.co_freevars, [cell.cell_contents for cell in rebuilt.__closure__])
print("== what a function adds to its code")
print(everything.__defaults__, everything.__kwdefaults__, everything.__doc__, everything.__annotations__)
print(everything.__code__.co_consts[0] == everything.__doc__, everything.__module__, everything.__globals__ is globals())
print(everything.__code__.co_consts[1:3], everything(1, 2, keyword=0))
