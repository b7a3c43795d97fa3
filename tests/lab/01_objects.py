"""Step 1: objects. Who holds a reference, what is the same object, what only looks the same."""
import sys


def title(text):
    print()
    print(text)
    print("-" * len(text))


class Point:
    """An ordinary class: instances have a dict of their own, made when somebody looks."""

    def __init__(self, x, y):
        self.x = x
        self.y = y

    def __repr__(self):
        return f"Point({self.x!r}, {self.y!r})"


class Slotted:
    __slots__ = ("value", "other")


title("Reference counts at module level")
text = "a string that nobody else has"
numbers = [1, 2, 3]
point = Point(3, 4)
print("string  ", sys.getrefcount(text))
print("list    ", sys.getrefcount(numbers))
print("instance", sys.getrefcount(point))
print("fresh list  ", sys.getrefcount([1, 2, 3]))
print("fresh object", sys.getrefcount(object()))
print("fresh joined", sys.getrefcount("-".join(["a", "b", "c"])))

title("Binding a second name counts one more")
again = numbers
print(sys.getrefcount(numbers), again is numbers)
third = fourth = again
print(sys.getrefcount(numbers))
del third
print(sys.getrefcount(numbers))
fourth = None
print(sys.getrefcount(numbers))
del again
print(sys.getrefcount(numbers))

title("Containers hold references")
box = [numbers]
print("in a list         ", sys.getrefcount(numbers))
pair = (numbers, numbers)
print("twice in a tuple  ", sys.getrefcount(numbers))
table = {"key": numbers}
print("as a value        ", sys.getrefcount(numbers))
box.append(numbers)
box.extend([numbers, numbers])
print("three more in list", sys.getrefcount(numbers))
ten = [numbers] * 10
print("list times ten    ", sys.getrefcount(numbers))
copied = ten[:4]
print("slice of four     ", sys.getrefcount(numbers))
point.x = numbers
print("as an attribute   ", sys.getrefcount(numbers))
slotted = Slotted()
slotted.value = slotted.other = numbers
print("in two slots      ", sys.getrefcount(numbers))
keys = {point: 1}
members = {point}
print("a key and a member", sys.getrefcount(point))
box.clear()
print("list cleared      ", sys.getrefcount(numbers))
del pair, ten, copied
print("tuple, lists gone ", sys.getrefcount(numbers))
table.pop("key")
print("popped            ", sys.getrefcount(numbers))
point.x = 3
del slotted
print("attributes gone   ", sys.getrefcount(numbers))
keys.clear()
members.discard(point)
print("point again       ", sys.getrefcount(point))

title("Arguments: the caller's stack, the callee's local")


def show(argument):
    return sys.getrefcount(argument)


def pass_on(argument):
    return show(argument)


def by_keyword(*, argument):
    return sys.getrefcount(argument)


def collected(*arguments, **keywords):
    return sys.getrefcount(arguments[0]), sys.getrefcount(keywords["named"])


def with_default(argument=numbers):
    return sys.getrefcount(argument)


print("direct   ", sys.getrefcount(numbers))
print("one call ", show(numbers))
print("two calls", pass_on(numbers))
print("keyword  ", by_keyword(argument=numbers))
print("collected", collected(numbers, named=point))
print("default  ", with_default())
print("unpacked ", show(*[numbers]))
print("mapping  ", show(**{"argument": numbers}))
print("lambda   ", (lambda value: sys.getrefcount(value))(numbers))
print("after    ", sys.getrefcount(numbers))


def local_counts():
    data = [0]
    print("local    ", sys.getrefcount(data))
    alias = data
    print("two names", sys.getrefcount(data))
    del alias
    print("deleted  ", sys.getrefcount(data))
    for item in (data, data):
        print("in a loop", sys.getrefcount(item))
    name = "made of " + str(len(data))
    print("new string", sys.getrefcount(name))
    instance = Point(data, data)
    print("in attributes", sys.getrefcount(data), sys.getrefcount(instance))
    return data


returned = local_counts()
print("returned ", sys.getrefcount(returned))

title("Closures hold cells, cells hold objects")


def make_counter(start):
    def peek():
        return sys.getrefcount(start)

    print("inside the maker", sys.getrefcount(start))
    return peek


payload = ["payload"]
before = sys.getrefcount(payload)
peek = make_counter(payload)
print("before", before, "captured", sys.getrefcount(payload))
print("seen from inside", peek())
print("through the cell", peek.__closure__[0].cell_contents is payload)
second = make_counter(payload)
print("two closures", sys.getrefcount(payload))
del peek, second
print("closures gone", sys.getrefcount(payload))


def shared_cell():
    value = [1]

    def reader():
        return value

    def writer(new):
        nonlocal value
        value = new

    return reader, writer


reader, writer = shared_cell()
print("one cell for both", reader.__closure__[0] is writer.__closure__[0])
first_value = reader()
print("held by cell and name", sys.getrefcount(first_value))
writer("something else")
print("held by name only", sys.getrefcount(first_value))

title("Methods, classes, functions")
print("bound methods are made each time", point.__repr__ is point.__repr__, point.__repr__ == point.__repr__)
method = point.__repr__
print("the method holds its instance", sys.getrefcount(point))
print(method.__self__ is point, method.__func__ is Point.__repr__)
del method
print("and lets go", sys.getrefcount(point))
made = sys.getrefcount(Slotted)
instances = [Slotted() for _ in range(5)]
print("instances count on their class", sys.getrefcount(Slotted) - made)
instances.clear()
print("and stop to", sys.getrefcount(Slotted) - made)


def function():
    pass


print("a function", sys.getrefcount(function))
functions = [function, function]
print("in a list", sys.getrefcount(function))

title("Iterators and generators")
source = [10, 20, 30]
iterator = iter(source)
print("the iterator holds the list", sys.getrefcount(source))
print(list(iterator), sys.getrefcount(source))


def generate(argument):
    yield sys.getrefcount(argument)
    yield sys.getrefcount(argument)


running = generate(source)
print("waiting ", sys.getrefcount(source))
print("running ", next(running), sys.getrefcount(source))
running.close()
print("closed  ", sys.getrefcount(source))
print("in a comprehension", [sys.getrefcount(item) for item in [source, source]])

title("Exceptions hold frames, frames hold locals")


def fail(argument):
    raise ValueError(argument)


try:
    fail(source)
except ValueError as error:
    print("while it is caught", sys.getrefcount(source), sys.getrefcount(error))
print("afterwards", sys.getrefcount(source))

title("Death comes at once")


class Mortal:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("  goodbye from", self.name)


one = Mortal("one")
two = one
del one
print("a name is left")
del two
print("no name was left")
Mortal("a temporary")
holder = [Mortal("in a list"), Mortal("beside it")]
holder[0] = None
print("replaced")
del holder


def scope():
    local = Mortal("a local")
    print("  leaving")


scope()

title("Identity and equality")
a = [1, 2]
b = [1, 2]
print("equal lists   ", a == b, a is b, id(a) == id(b), id(a) == id(a))
c = a
print("second name   ", c is a, id(c) == id(a))
print("int identity  ", int("256") is int("256"), int("257") is int("257"))
print("negative ints ", int("-5") is int("-5"), int("-6") is int("-6"))
def same(left, right):
    return left is right


print("computed ints ", same(200 + len(a) * 28, 256), same((lambda n: n * 2)(128), (lambda n: n * 64)(4)))
print("past the cache", same(len(a) * 500, 1000), len(a) * 500 == 1000)
print("floats        ", float("1.5") is float("1.5"), float("1.5") == float("1.5"))
print("empty tuple   ", same((), tuple([])), tuple() is tuple(""), same((1, 2)[2:], ()))
print("one-tuples    ", tuple([1]) is tuple([1]), tuple([1]) == tuple([1]))
print("empty strings ", "".join([]) is str(), same(bytes(), b""), same(text[3:3], ""))
print("characters    ", chr(97) is text[0], chr(233) is "caf\xe9 noir"[len(a) + 1], chr(0x3B1) is chr(0x3B1))
print("one byte      ", bytes([65]) is bytes(bytearray([65, 66]))[:1])
print("joined strings", "".join(["ab", "cd"]) is "".join(["ab", "cd"]))
print("interned      ", sys.intern("".join(["ab", "cd"])) is sys.intern("".join(["abc", "d"])))
print("constants     ", same("name_like", "name_like"), same((1, 2), (1, 2)), same("no name!", "no name!"))
print("empty frozenset", frozenset() is frozenset([]))
print("whole slices  ", a[:] is a, text[:] is text, returned * 1 is returned, tuple(pair := (1, a)) is pair)
print("singletons    ", None is type(None)(), ... is Ellipsis, NotImplemented is type(NotImplemented)())
print("bools are ints", True == 1, isinstance(True, int), bool(1) is True, type(True + True).__name__)
x, y = 1000, 1000
print("one constant in one code", x is y)
print("nan", float("nan") == float("nan"), [n := float("nan")] == [n])

title("Types are objects too")
for value in (1, 1.0, 1j, "s", b"b", None, True, ..., [], (), {}, set(), frozenset(), range(3), slice(1), len, show,
              point, Point, type, object, NotImplemented, iter([]), (i for i in ()), point.__repr__, "".join):
    kind = type(value)
    print(f"{kind.__name__:28}", value.__class__ is kind, type(kind).__name__, isinstance(value, object))
print(type(type) is type, isinstance(type, object), isinstance(object, type), object.__class__)
print(Point.__name__, Point.__qualname__, Point.__module__, Point.__mro__, Point.__bases__)
print(point.__dict__, hasattr(slotted_again := Slotted(), "__dict__"), Slotted.__slots__)
point.__class__ = type("Other", (Point,), {})
print(type(point).__name__, isinstance(point, Point), point)
Dynamic = type("Dynamic", (list,), {"double": lambda self: self * 2})
print(Dynamic([1, 2]).double(), Dynamic.__mro__[1] is list, type(Dynamic([1])).__name__)
