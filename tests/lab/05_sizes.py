"""Step 5: sizes. What an object weighs, and when a container asks for more room."""
import sys
from types import SimpleNamespace

size = sys.getsizeof


def title(text):
    print()
    print("--", text)


def steps(label, sizes):
    """Shows where a size changes along a growing series."""
    last, seen = None, []
    for count, weight in sizes:
        if weight != last:
            seen.append(f"{count}:{weight}")
            last = weight
    print(label, " ".join(seen))


title("integers: 30 bits a digit")
for bits in (0, 1, 29, 30, 31, 59, 60, 61, 89, 90, 91, 119, 120, 121, 300, 1000):
    print(f"2**{bits:<4}", size(2 ** bits), size(2 ** bits - 1), size(-(2 ** bits)))
steps("bits", ((bits, size(1 << bits)) for bits in range(400)))
print("zero", size(0), "one", size(1), "bool", size(True), size(False))
print("after arithmetic", size((1 << 90) - (1 << 90)), size((1 << 90) // (1 << 60)), size(10 ** 50), size(-(10 ** 9)))
print("int subclass", size(type("Int", (int,), {})(5)), size(type("Slim", (int,), {"__slots__": ()})(5)))

title("the cache of small integers")
shared = []
for number in range(-20, 300):
    if int(str(number)) is int(str(number)):
        shared.append(number)
print("shared from", shared[0], "to", shared[-1], "count", len(shared))
for number in (-6, -5, 0, 255, 256, 257):
    print(number, (number + 1) - 1 is (number - 1) + 1, int(f"{number}") is int(f" {number} "), size(number))

title("floats, complex, None and others")
for value in (1.0, float("inf"), 1e308, 1j, None, ..., NotImplemented, object(), type, int, len, print):
    print(f"{type(value).__name__:28}", size(value))

title("strings: one, two or four bytes a character")
for text in ("", "a", "ab", "abc" * 10, "é", "éa", "ÿ" * 10, "ā", "āa", "α" * 10, "\u20ac", "𝄞", "𝄞a", "😀" * 10, "\x00", "\x7f",
             "\x80"):
    print(f"{ascii(text):60}", len(text), size(text))
steps("ascii ", ((n, size("a" * n)) for n in range(6)))
steps("latin1", ((n, size("\xe9" * n)) for n in range(6)))
steps("two   ", ((n, size("\u0416" * n)) for n in range(6)))
steps("four  ", ((n, size("\U0001f40d" * n)) for n in range(6)))
print("mixed ", size("abcdef"), size("abcde\xe9"), size("abcde\u0416"), size("abcde\U0001f40d"))
print("joined", size("abc" + "\u0416"), size("\u0416abc"[1:]), size("\U0001f40dx".replace("\U0001f40d", "y")))
print("method results", size("abc".upper()), size("\xdf".upper()), size(" x ".strip()), size("a,b".split(",")[0]))

title("bytes and bytearrays")
print([size(bytes(n)) for n in range(5)], size(b"abc" * 100), size(memoryview(b"abc")))
print([size(bytearray(n)) for n in range(5)])
grown, sizes = bytearray(), []
for n in range(70):
    sizes.append((n, size(grown)))
    grown.append(n)
steps("bytearray append", sizes)

title("tuples")
print([size(tuple(range(n))) for n in range(10)], size(((), ())))

title("lists: exact when made, generous when they grow")
print("display      ", size([]), size([1]), size([1, 2]), size([1, 2, 3]), size([1, 2, 3, 4, 5]))
print("list(range)  ", [size(list(range(n))) for n in range(10)])
print("times        ", [size([0] * n) for n in range(10)])
print("comprehension", [size([i for i in range(n)]) for n in range(20)])
print("slice        ", [size(list(range(20))[:n]) for n in range(10)])
print("plus         ", [size([1] * n + [2]) for n in range(10)])
print("from iterator", [size(list(i for i in range(n))) for n in range(12)])
print("sorted       ", [size(sorted(range(n))) for n in range(6)])
print("unpacked     ", size([*range(3)]), size([*(), 1]), size([*[1, 2], *[3]]))
grown, sizes = [], []
for n in range(300):
    sizes.append((n, size(grown)))
    grown.append(n)
steps("append ", sizes)
sizes = []
while grown:
    sizes.append((len(grown), size(grown)))
    grown.pop()
sizes.append((0, size(grown)))
steps("pop    ", sizes)
grown, sizes = [], []
for n in range(60):
    grown.insert(0, n)
    sizes.append((len(grown), size(grown)))
steps("insert ", sizes)
grown, sizes = [], []
for n in range(20):
    grown.extend([n] * 3)
    sizes.append((len(grown), size(grown)))
steps("extend ", sizes)
grown, sizes = [], []
for n in range(20):
    grown += (n,) * 3
    sizes.append((len(grown), size(grown)))
steps("+= tuple", sizes)
grown = list(range(50))
del grown[10:]
print("after del slice", size(grown), end=" ")
grown.clear()
print("after clear", size(grown))
copied = list(range(7))
print("copies", size(copied), size(copied.copy()), size(copied[:]), size(list(copied)), size([*copied]))

title("dicts")
print("display", size({}), size({1: 1}), size({"a": 1}), size({"a": 1, "b": 2, "c": 3, "d": 4, "e": 5, "f": 6}))
print("dict() ", size(dict()), size(dict(a=1)), size(dict([(1, 2)])), size(dict(zip("abcdef", range(6)))))
for label, key in (("int keys", int), ("str keys", str), ("mixed   ", lambda n: n if n % 2 else str(n))):
    table, sizes = {}, [(0, size({}))]
    for n in range(400):
        table[key(n)] = n
        sizes.append((len(table), size(table)))
    steps(label, sizes)
table = {n: n for n in range(100)}
print("comprehension", size(table), "copy", size(table.copy()), "dict()", size(dict(table)), "merged", size({**table}))
for n in range(90):
    del table[n]
print("after deletes", size(table), "copy", size(table.copy()), size(dict(table)))
table["new"] = 1
print("one more", size(table))
table.clear()
print("cleared", size(table))
print("fromkeys", size(dict.fromkeys(range(10))), size(dict.fromkeys("abc")), size({**{"a": 1}, "b": 2}), size({} | {1: 2}))
print("views", size({}.keys()), size({}.values()), size({}.items()), size(iter({})), size(iter({}.items())))

title("sets")
print("made", size(set()), size({1}), size({1, 2, 3, 4}), size({1, 2, 3, 4, 5}), size(frozenset()), size(frozenset("abcdef")))
members, sizes = set(), [(0, size(set()))]
for n in range(600):
    members.add(n)
    sizes.append((len(members), size(members)))
steps("add    ", sizes)
print("comprehension", size({n for n in range(20)}), "copy", size(members.copy()), "frozen", size(frozenset(members)))
for n in range(590):
    members.discard(n)
print("after discards", size(members), "copy", size(members.copy()))
print("set(range)", [size(set(range(n))) for n in (0, 1, 4, 5, 10, 19, 20, 50, 100)])
print("union", size({1, 2} | {3, 4, 5}), size(set("abc") - set("a")), size(set(range(9)) & set(range(5))))

title("ranges, slices and iterators")
print(size(range(0)), size(range(10 ** 30)), size(slice(1)), size(iter([])), size(iter(())), size(iter("")), size(iter(range(3))))
print(size(enumerate([])), size(zip()), size(map(len, [])), size(filter(None, [])), size(reversed([])), size(iter({1})))

title("functions, methods, code")


def nothing():
    pass


def with_defaults(a=1, *, b=2):
    """Says something."""
    return a + b


def closing(x):
    return lambda: x


def generate(a, b):
    c = a
    yield b
    yield [c, a, b]


def small():
    yield


async def coroutine(a):
    return a


print("functions", size(nothing), size(with_defaults), size(closing(1)), size(lambda: 0))
print("methods", size([].append), size("".join), size(SimpleNamespace().__init__), size(int.__add__), size(str.join))
print("code", size(nothing.__code__), size(with_defaults.__code__), size(closing(1).__code__), size(generate.__code__))
print("cell", size(closing(1).__closure__[0]), "closure", size(closing(1).__closure__))
print("generators", size(generate(1, 2)), size(small()), size(x for x in ()), size([] and 1 or (y for y in (1, 2) if y)))
waiting = coroutine(1)
print("coroutine", size(waiting))
waiting.close()
running = generate(1, 2)
next(running)
print("running", size(running))
print("frame", size(sys._getframe()), size(generate(1, 2).gi_frame))
print("module", size(sys), "property", size(property()), "static", size(staticmethod(len)), size(classmethod(len)))

title("classes and instances")


class Empty:
    pass


class Attributes:
    def __init__(self):
        self.a, self.b, self.c = 1, 2, 3


class NoSlots:
    __slots__ = ()


class OneSlot:
    __slots__ = ("a",)


class ThreeSlots:
    __slots__ = ("a", "b", "c")


class Inherited(OneSlot):
    __slots__ = ("d",)


class WithDict(OneSlot):
    pass


class DictSlot:
    __slots__ = ("a", "__dict__")


class WeakSlot:
    __slots__ = ("a", "__weakref__")


class ListChild(list):
    pass


class TupleChild(tuple):
    __slots__ = ()


class DictChild(dict):
    pass


class StrChild(str):
    pass


class Failure(Exception):
    pass


for kind in (Empty, Attributes, NoSlots, OneSlot, ThreeSlots, Inherited, WithDict, DictSlot, WeakSlot, ListChild, TupleChild,
             DictChild, StrChild, Failure):
    print(f"{kind.__name__:12} class {size(kind)} instance {size(kind())}", hasattr(kind(), "__dict__"))
print("with contents", size(ListChild([1, 2, 3])), size(TupleChild((1, 2, 3))), size(DictChild(a=1)), size(StrChild("abc")))
print("exceptions", size(Exception()), size(ValueError("x")), size(OSError(2, "x")), size(StopIteration(1)), size(KeyError("k")))
print("basic", object.__basicsize__, Empty.__basicsize__, ThreeSlots.__basicsize__, int.__itemsize__, tuple.__itemsize__)
print("dict of an instance", size(Attributes().__dict__), size(Empty().__dict__), size(vars(SimpleNamespace(a=1))))
instances = [Attributes() for _ in range(3)]
instances[0].extra = 4
print("one has more", [size(i.__dict__) for i in instances], [size(i) for i in instances])
many = Empty()
sizes = []
for n in range(40):
    setattr(many, f"attribute_{n}", n)
    sizes.append((n + 1, size(many.__dict__)))
steps("attributes", sizes)

title("__sizeof__ and the collector's header")
for value in ([], (), {}, set(), 1, "a", 1.5, Empty(), NoSlots(), nothing, Empty, generate(1, 2), b"", range(1)):
    print(f"{type(value).__name__:12}", value.__sizeof__() if not isinstance(value, type) else type.__sizeof__(value), size(value))


class Liar:
    def __sizeof__(self):
        return 1000


class Broken:
    def __sizeof__(self):
        return "big"


class Negative:
    def __sizeof__(self):
        return -1


print(size(Liar()), size(Broken(), "default"))
for wrong in (Broken, Negative):
    try:
        print(size(wrong()))
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)

title("a total over what an object holds")


def total(value, seen=None):
    seen = set() if seen is None else seen
    if id(value) in seen:
        return 0
    seen.add(id(value))
    weight = size(value)
    if isinstance(value, dict):
        weight += sum(total(k, seen) + total(v, seen) for k, v in value.items())
    elif isinstance(value, (list, tuple, set, frozenset)):
        weight += sum(total(item, seen) for item in value)
    elif hasattr(value, "__dict__"):
        weight += total(vars(value), seen)
    return weight


print(total([1000, 1001, 1002]), total([[]] * 5), total({"a": [1.5, 2.5], "b": (1 << 70,)}), total(Attributes()))
