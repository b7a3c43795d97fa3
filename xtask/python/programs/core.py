"""The writer that all sections share: lines, indentation, names, random values as source text."""
import contextlib
import random

WORDS = ["alpha", "beta", "gamma", "delta", "x", "y", "z", "spam", "eggs", "Ham", "\u00e9t\u00e9", "", "a b", "0", "42", "-7", "tab\\t", "q'q"]
NAMES = ["a", "b", "c", "d", "e", "f", "g", "h", "k", "m", "n", "p", "q", "r", "s", "t", "u", "v", "w"]
ERRORS = ["ValueError", "KeyError", "TypeError", "IndexError", "LookupError", "ArithmeticError", "ZeroDivisionError", "RuntimeError", "OSError", "StopIteration", "AttributeError", "NameError", "AssertionError", "Exception", "OverflowError", "BufferError", "EOFError", "UnicodeError", "NotImplementedError"]


class Writer:
    def __init__(self, seed):
        self.rng = random.Random(seed)
        self.lines = []
        self.level = 0
        self.count = 0

    # Random choices.
    def pick(self, *options):
        return self.rng.choice(options)

    def of(self, options):
        return self.rng.choice(options)

    def chance(self, percent):
        return self.rng.random() * 100 < percent

    def int(self, low, high):
        return self.rng.randint(low, high)

    # Lines.
    def put(self, *lines):
        for line in lines:
            for part in line.split("\n"):
                self.lines.append("    " * self.level + part)

    @contextlib.contextmanager
    def block(self, head):
        self.put(head)
        self.level += 1
        before = len(self.lines)
        yield
        if len(self.lines) == before:
            self.put("pass")
        self.level -= 1

    def fresh(self, stem="n"):
        self.count += 1
        return f"{stem}{self.count}"

    def guarded(self, statement, show="Exception"):
        """A statement whose error becomes output."""
        with self.block("try:"):
            self.put(statement)
        with self.block(f"except {show} as error:"):
            self.put("print(type(error).__name__, error)")

    def shown(self, expression):
        self.guarded(f"print({expression})")

    # Values as text.
    def small(self):
        return str(self.pick(0, 1, 2, 3, -1, -2, 5, 7, 10, True, False))

    def integer(self):
        kind = self.int(0, 9)
        if kind < 6:
            return str(self.int(-20, 100))
        if kind < 8:
            return str(self.pick(2**31, 2**30 - 1, 2**63, -(2**64), 10**18, 255, 256, -5, -6, 1 << 100))
        return f"{self.pick('0x', '0b1', '0o')}{self.int(0, 1)}{self.int(0, 1)}"

    def float(self):
        return self.pick("0.0", "-0.0", "1.5", "-2.25", "1e16", "1e-7", "123456.789", "float('inf')", "float('nan')", "0.1", "1e300", "3.0", f"{self.int(-999, 999) / 8}")

    def string(self):
        return repr(self.of(WORDS)) if self.chance(70) else repr("".join(self.of("abcXYZ 019_-.,\n\u00df\u20ac\U0001f40d") for _ in range(self.int(0, 9))))

    def bytes(self):
        return repr(bytes(self.int(0, 255) if self.chance(20) else self.int(65, 122) for _ in range(self.int(0, 6))))

    def scalar(self):
        return self.pick(self.integer, self.integer, self.float, self.string, self.bytes, lambda: "None", lambda: "True", lambda: "...", self.small)()

    def hashable(self, depth=1):
        if depth and self.chance(25):
            return self.sequence("(", ")", lambda: self.hashable(depth - 1))
        # The hash of None is an address, and so would be the order of sets with it.
        return self.pick(self.integer, self.string, self.small, lambda: "2.0")()

    def sequence(self, left, right, item, low=0, high=4):
        items = [item() for _ in range(self.int(low, high))]
        tail = "," if left == "(" and len(items) == 1 else ""
        return left + ", ".join(items) + tail + right

    def list(self, depth=1):
        return self.sequence("[", "]", lambda: self.value(depth - 1))

    def tuple(self, depth=1):
        return self.sequence("(", ")", lambda: self.value(depth - 1))

    def set(self):
        items = self.sequence("{", "}", lambda: str(self.int(0, 30)), 1, 6)
        return items

    def dict(self, depth=1):
        items = [f"{self.hashable(0)}: {self.value(depth - 1)}" for _ in range(self.int(0, 4))]
        return "{" + ", ".join(items) + "}"

    def value(self, depth=1):
        if depth <= 0 or self.chance(55):
            return self.scalar()
        return self.pick(self.list, self.tuple, self.dict)(depth) if self.chance(85) else self.set()

    def numbers(self, low=0, high=6):
        return self.sequence("[", "]", lambda: str(self.int(-9, 20)), low, high)

    def words(self, low=0, high=6):
        return self.sequence("[", "]", lambda: repr(self.of(WORDS)), low, high)

    def error(self):
        name = self.of(ERRORS)
        return f"{name}({self.pick('', self.string(), str(self.int(0, 9)), repr('bad') + ', ' + str(self.int(0, 9)))})"

    # Expressions over names of integers.
    def arithmetic(self, names, depth=2):
        if depth == 0 or self.chance(25):
            return self.of(names) if names and self.chance(65) else str(self.int(-5, 20))
        a = self.arithmetic(names, depth - 1)
        b = self.arithmetic(names, depth - 1)
        kind = self.int(0, 13)
        if kind < 5:
            return f"({a} {self.pick('+', '-', '*', '&', '|', '^')} {b})"
        if kind < 7:
            return f"({a} {self.pick('//', '%')} ({b} or 1))"
        if kind == 7:
            return f"({a} if {self.condition(names, depth - 1)} else {b})"
        if kind == 8:
            return self.pick(f"-({a})", f"+({a})", f"~({a})", f"abs({a})", f"int({a})", f"(not {a})")
        if kind == 9:
            return f"({a} {self.pick('and', 'or')} {b})"
        if kind == 10:
            return f"({a} {self.pick('<<', '>>')} ({b} % 8))"
        if kind == 11:
            return f"{self.pick('min', 'max')}({a}, {b})"
        if kind == 12:
            return f"sum([{a}, {b}][:{self.int(0, 2)}])"
        return f"(lambda i, j={b}: i {self.pick('+', '-', '^')} j)({a})"

    def condition(self, names, depth=1):
        a, b = self.arithmetic(names, depth), self.arithmetic(names, depth)
        kind = self.int(0, 7)
        if kind < 4:
            return f"{a} {self.pick('<', '<=', '>', '>=', '==', '!=')} {b}"
        if kind == 4:
            return f"{a} < {b} <= {self.arithmetic(names, 0)}"
        if kind == 5:
            return f"{a} {self.pick('in', 'not in')} ({b}, {self.int(0, 5)}, {self.int(0, 9)})"
        if kind == 6:
            return f"not {a} {self.pick('<', '==')} {b}"
        return f"{a} % {self.int(2, 5)} == {self.int(0, 2)}"

    def text(self):
        return "\n".join(self.lines) + "\n"
