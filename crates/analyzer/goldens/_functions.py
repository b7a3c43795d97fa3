"""Functions of every kind, and one or more for each finding. Compiled by counts.py, never run."""
import inspect
import math
import sys


# --- kinds of code objects

def empty():
    pass


def arguments(a, b, /, c, *args, d=1, e, **kwargs):
    return a + b + c + d + e


def documented(x: int) -> int:
    """Says what it does."""
    return x * 2


class Plain:
    """A class."""

    shared = 1

    def method(self):
        return self.shared

    @property
    def value(self):
        return super().value

    class Nested:
        deep = True


def generator(n):
    for i in range(n):
        received = yield i
        if received:
            return received


def delegating(inner):
    result = yield from inner
    return result


async def coroutine(source):
    async with source as stream:
        async for item in stream:
            await item.handle()


async def async_generator(source):
    async for item in source:
        yield item


double = lambda x: x * 2


def comprehensions(rows):
    flat = [cell for row in rows for cell in row if cell]
    unique = {cell for cell in flat}
    lengths = {row: len(row) for row in rows}
    return flat, unique, lengths, (cell for cell in flat)


async def async_comprehension(source):
    return [item async for item in source]


def closure(start):
    count = start

    def step(by=1):
        nonlocal count
        count += by
        return count

    return step


# --- control flow

def branches(x):
    if x < 0:
        return "negative"
    elif x == 0:
        return "zero"
    else:
        return "positive"


def conditions(a, b, c):
    return (a and b) or (not c and a) or None


def ternary(x):
    return 1 if x is None else 2 if x else 3


def while_loop(n):
    while n > 1:
        if n % 2:
            n = 3 * n + 1
        else:
            n //= 2
    return n


def nested_loops(table):
    total = 0
    for row in table:
        for cell in row:
            if cell is None:
                continue
            if cell < 0:
                break
            total += cell
        else:
            total += 1
    return total


def endless():
    while True:
        pass


def three_deep(cube):
    for plane in cube:
        for line in plane:
            for point in line:
                point.visit()


def matching(shape):
    match shape:
        case {"kind": "circle", "r": r}:
            return r * r
        case [x, y, *rest] if rest:
            return x
        case Plain(shared=s) | s:
            return s


def asserts(x):
    assert x > 0, "positive"
    return x


def deleting(x):
    y = x
    del x
    return y


def unpacking(pair):
    (a, b), *rest = pair
    return b, a, rest


def calls(f, *args, **kwargs):
    f()
    f(1, key=2)
    f(*args, **kwargs)
    return f"{f!r:>10} and {args}"


def many_constants():
    return [1, 2.5, 3j, "text", b"bytes", None, True, ..., (1, (2,)), 10**18, 1208925819614629174706176, -1, "é", "日本", "\U0001f40d"]


def wide(a, b, c, d, e, f, g, h):
    return a, (b, (c, (d, (e, (f, (g, h))))))


# --- exceptions

def try_except(f):
    try:
        return f()
    except (KeyError, ValueError) as error:
        return str(error)
    except OSError:
        raise
    else:
        return None


def try_finally(f, g):
    try:
        return f()
    finally:
        g()


def try_in_try(f):
    try:
        try:
            f()
        except KeyError:
            f(1)
    except Exception:
        f(2)


def except_star(f):
    try:
        f()
    except* ValueError as group:
        f(group.exceptions)
    except* OSError:
        pass


def with_statement(a, b):
    with a as x, b:
        return x


def raising(cause):
    raise RuntimeError("no") from cause


# --- findings

def finding_global_in_loop(rows):
    out = []
    for row in rows:
        for cell in row:
            out.append(math.sqrt(cell))
    return out


def finding_global_twice(rows, out):
    for row in rows:
        for cell in row:
            if len(cell) > 3:
                out(len(cell))


def finding_attribute_in_loop(self, rows):
    total = 0
    for row in rows:
        for cell in row:
            total += cell * self.scale + self.scale
    return total


def finding_rebuilt_in_loop(names):
    found = 0
    for name in names:
        found += {"a": 1, "b": 2}[name]
    return found


def finding_rebuilt_function(groups):
    for group in groups:
        for names in group:
            names.sort(key=lambda name: name.lower())


def finding_unfolded_constant():
    return "x" * 10000


def finding_dead_store(x):
    doubled = x * 2
    return x


def finding_unreachable(f):
    return f
    f.close()


def finding_try_in_loop(queues):
    for queue in queues:
        for item in queue:
            try:
                item.handle()
            except IndexError:
                break


def finding_needless_cell(rows, scale):
    total = 0
    for row in rows:
        for cell in row:
            total += cell * scale + scale
        total += sum([cell * scale for cell in row])
    return total


def finding_own_frame():
    frame = sys._getframe()
    return frame.f_lineno


def finding_own_exception(attempts):
    for attempt in attempts:
        try:
            return attempt()
        except OSError as error:
            last = error
    raise last


def finding_never_specialises(items):
    total = 0
    for item in items:
        total += item.size
    return total


# --- the same without the cause: no finding

def clean_global(rows):
    sqrt = math.sqrt
    return [sqrt(cell) for row in rows for cell in row]


def clean_store(x):
    doubled = x * 2
    return doubled


def clean_frame():
    frame = inspect.currentframe()
    try:
        return frame.f_lineno
    finally:
        del frame


def clean_locals(x):
    doubled = x * 2
    return locals()
