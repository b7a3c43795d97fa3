"""Calls everything there is with everything there is. The argument is the seed."""

import sys

import _dice
from _dice import pick, roll

FORBIDDEN = {
    "input", "breakpoint", "help", "exit", "quit", "_exit", "abort", "kill", "fork", "execv", "execve", "system",
    "sleep", "pause", "alarm", "setitimer", "raise_signal", "wait", "waitpid", "read", "close", "closerange", "dup2",
    "unlink", "remove", "rmdir", "rename", "replace", "mkdir", "open", "truncate", "ftruncate", "chmod", "fchmod",
    "symlink", "link", "write", "putenv", "unsetenv", "chdir", "fchdir", "umask", "signal", "setsid", "settrace",
    "setprofile", "set_blocking", "set_inheritable", "utime", "set_debug", "dup", "pipe", "pipe2", "license",
    "setrecursionlimit", "set_wakeup_fd", "sched_yield", "siginterrupt", "_debugmallocstats", "allocate_lock",
    "acquire", "start_new_thread", "exit_thread", "interrupt_main", "urandom", "getrandom", "set_int_max_str_digits",
    "stack_size", "set_asyncgen_hooks", "compile_file", "acquire_lock", "repeat",
    # Minutes of arithmetic, in CPython as well.
    "factorial", "comb", "perm",
}

# CPython, too, goes through these for ever.
ENDLESS = {"count", "cycle", "repeat", "callable_iterator", "range"}


class Odd:
    def __init__(self, *args, **kwargs):
        pass

    def __index__(self):
        return pick([0, 1, -1, 1 << 70, 5])

    def __eq__(self, other):
        return pick([True, False, NotImplemented])

    def __hash__(self):
        return pick([0, 1, -1, 7])

    def __len__(self):
        return pick([0, 3, 1 << 40])

    def __iter__(self):
        return iter([1, self, "x"])

    def __getitem__(self, key):
        if roll(4) == 0:
            raise IndexError(key)
        return key

    def __call__(self, *args, **kwargs):
        return args[0] if args else self

    def __lt__(self, other):
        return roll(2) == 0

    def __add__(self, other):
        return other

    def __bool__(self):
        return roll(2) == 0

    def __length_hint__(self):
        return pick([0, 1 << 60, 4])

    def __format__(self, spec):
        return spec

    def __enter__(self):
        return self

    def __exit__(self, *args):
        return roll(2) == 0

    def __del__(self):
        if roll(50) == 0:
            raise ValueError("in a finaliser")


class Sub(list):
    pass


class Meta(type):
    def __instancecheck__(cls, other):
        return roll(2) == 0


class WithMeta(metaclass=Meta):
    __slots__ = ("a", "__weakref__")


def generator():
    got = yield 1
    for _ in range(500):
        got = yield got


def values():
    loop = []
    loop.append(loop)
    return [
        None, True, False, 0, 1, -1, 2, 7, 255, 256, 1 << 31, 1 << 63, -(1 << 63), 1 << 64, 10 ** 40, -5, 0.0, -0.0, 1.5,
        float("nan"), float("inf"), 1e308, 1j, complex(float("nan"), 1), "", "a", "abc", "ä€😀", "\ud800", "%s %d", "{0!r:>{1}}",
        "x" * 200, b"", b"abc", b"\xff\x00", bytearray(b"xyz"), bytearray(), memoryview(b"abcdef"), memoryview(bytearray(8))[::2],
        (), (1,), (1, 2, 3), ("a", 1), [], [1, 2, 3], [[]], loop, {}, {"a": 1}, {1: 2, "b": []}, set(), {1, 2}, frozenset({3}),
        range(5), range(10, 0, -3), range(1000), slice(None), slice(1, 10, 2), slice(None, None, -1), Ellipsis, NotImplemented,
        object(), Odd(), Odd, Sub([1]), Sub, WithMeta(), WithMeta, Meta, int, str, list, dict, type, object, len, print, iter([1, 2]),
        iter({}), enumerate("ab"), zip("ab", [1]), map(len, ["a"]), filter(None, [1]), reversed([1]), generator(), generator,
        lambda *a, **k: a, lambda: 1, (lambda x: x).__code__, sys._getframe(), ValueError("x"), KeyError, OSError(2, "no"),
        ExceptionGroup("g", [ValueError(1)]), StopIteration(3), [].append, "".join, classmethod(len), staticmethod(len), property(len),
        super, list[int], int | str, sys, sys.flags, sys.version_info, type(sys.implementation)(a=1), "utf-8", "strict", "rb",
        type.__dict__["__mro__"], dict.fromkeys, {}.keys(), {"a": 1}.items(), {"a": 1}.values(), dict.__dict__,
    ]


def targets():
    import builtins
    import gc
    import itertools
    import math
    modules = [builtins, sys, math, itertools, gc]
    for name in ("_collections", "_functools", "_operator", "_weakref", "_io", "_opcode", "_abc", "_imp", "_warnings", "marshal",
                 "_struct", "array", "binascii", "_codecs", "_string", "cmath", "errno", "_bisect", "_heapq", "_random", "_sre",
                 "_ast", "types", "posix", "_thread", "_signal", "_vivarium", "time", "_json", "unicodedata"):
        try:
            modules.append(__import__(name))
        except ImportError:
            pass
    found = []
    for module in modules:
        for name in sorted(vars(module)):
            if name in FORBIDDEN or name.startswith("__") and module is not builtins:
                continue
            found.append((module.__name__ + "." + name, getattr(module, name, None)))
    return found


def arguments(pool):
    count = pick([0, 1, 1, 1, 2, 2, 3, 4])
    return [pick(pool) for _ in range(count)]


def keywords(pool):
    if roll(8):
        return {}
    return {pick(["key", "default", "x", "sep", "maxsplit", "reverse", "strict", "start", "end", "file", "base", "encoding",
                       "errors", "source", "object", "iterable", "mode", "signed", "byteorder"]): pick(pool)}


OPERATIONS = ["a + b", "a * b", "a - b", "a % b", "a / b", "a // b", "a & b", "a | b", "a ^ b", "a @ b", "a < b", "a == b", "a in b",
              "a[b]", "a(b)", "divmod(a, b)", "-a", "~a", "not a", "len(a)", "repr(a)", "hash(a)", "str(a)", "format(a, b)",
              "f'{a:{b}}'", "[*a]", "{**a}", "a if b else a", "iter(a)", "next(a)", "sorted(a)", "isinstance(a, b)", "issubclass(a, b)",
              "getattr(a, b)", "a.__class__", "dir(a)", "vars(a)", "min(a, b)", "sum(a)", "bytes(a)", "list(a)[b]", "tuple(a)",
              "dict(a)", "set(a)", "int(a)", "float(a)", "complex(a, b)", "a[b:a]", "round(a, b)", "a is b", "type(a)(b)", "a.__reduce_ex__(2)",
              "a.__sizeof__()", "(lambda: (yield a))", "memoryview(a)[b]", "slice(a, b).indices(5)", "range(a, b)[a]", "str(a, b)"]
BIG = ["a << b", "a ** b", "pow(a, b, 7)"]
STATEMENTS = ["del a[b]", "a[b] = a", "a += b", "a *= 3", "a.x = b", "del a.x", "x, *y = a", "for i in a: break", "with a: pass",
              "raise a", "raise a from b", "a.__class__ = b", "a.__dict__ = b", "a.__name__ = b", "a.__code__ = b",
              "a.__defaults__ = b", "assert a, b", "import a.b", "exec(a)", "match a:\n case [x, *y]: pass\n case {'a': z}: pass\n case str(): pass",
              "class C(a): pass", "class C(metaclass=a): pass", "@a\ndef f(): pass", "try: raise ValueError\nexcept a: pass",
              "a[b:a] = b", "del a[::b]", "a.__bases__ = (b,)", "a.__qualname__ = b", "a.__annotations__ = b"]


def is_small(value):
    return not isinstance(value, int) or abs(value) < 1000


def once(pool, calls):
    kind = roll(10)
    if kind < 2:
        names = {"a": pick(pool), "b": pick(pool)}
        return eval(pick(OPERATIONS), names)
    if kind < 3:
        names = {"a": pick(pool), "b": pick(pool)}
        if is_small(names["a"]) and is_small(names["b"]):
            return eval(pick(BIG), names)
        return None
    if kind < 4:
        if roll(4) == 0:
            names = {"a": pick(pool), "b": pick(pool)}
            for builtin in (int, str, list, dict, type, object, sys, len, print, Odd, Meta):
                if names["a"] is builtin:
                    return None
            exec(pick(STATEMENTS), names)
        return None
    if kind < 7:
        owner = pick(pool)
        names = dir(owner) if not isinstance(owner, type(sys)) else ["__name__"]
        if owner is type or isinstance(owner, type) and roll(2):
            names = [name for name in names if name not in ("mro",)]
        name = pick(names or ["x"])
        if name in FORBIDDEN or name in ("__setattr__", "__delattr__", "__setstate__", "__init__", "clear_refs"):
            return None
        attribute = getattr(owner, name)
        if callable(attribute):
            return attribute(*arguments(pool), **keywords(pool))
        return attribute
    label, target = pick(calls)
    if callable(target):
        if isinstance(target, type) and roll(2):
            name = pick(dir(target))
            if name in FORBIDDEN or name in ("__setattr__", "__delattr__"):
                return None
            return getattr(target, name)(*arguments(pool), **keywords(pool))
        return target(*arguments(pool), **keywords(pool))
    return target


def main():
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 1500
    trace = len(sys.argv) > 3
    calls = targets()
    pool = values()
    for index in range(rounds):
        if index % 150 == 0:
            pool = values()
        if trace:
            print(index, _dice.state, file=sys.__stderr__, flush=True)
        try:
            made = once(pool, calls)
            if roll(6) == 0 and len(pool) < 400 and type(made).__name__ not in ENDLESS:
                pool.append(made)
            repr(made)[:10] if roll(10) == 0 else None
            del made
        except BaseException:
            pass


main()
