"""Writes tests/layout.jsonl: what CPython says of its static types' instances, and of the one heap type that is static here. Run it with CPython 3.11:

python3 -I -S tools/layout.py > tests/layout.jsonl
"""
import json

HEAP_TYPE = 1 << 9


async def coroutine():
    pass


async def generator():
    yield


def seen():
    started = coroutine()
    values = [started, started.__await__(), generator(), iter([]), iter(()), iter(b""), iter("")]
    values += [iter({}), iter({}.values()), iter({}.items()), iter(set()), iter(range(1)), iter(range(1 << 70))]
    values += [reversed([]), iter(int, 0), iter(bytearray()), iter(memoryview(b"")), int | str, list[int]]
    values += [coroutine.__code__.co_lines(), coroutine.__code__.co_positions()]
    started.close()
    queue = [object, *map(type, values)]
    types = {}
    while queue:
        one = queue.pop()
        if one.__name__ not in types and not one.__flags__ & HEAP_TYPE:
            types[one.__name__] = one
        if not one.__flags__ & HEAP_TYPE:
            queue += type.__subclasses__(one)
    return types | {ExceptionGroup.__name__: ExceptionGroup}


for name, one in sorted(seen().items()):
    numbers = one.__basicsize__, one.__itemsize__, one.__dictoffset__, one.__weakrefoffset__
    print(json.dumps([name, *numbers]))
