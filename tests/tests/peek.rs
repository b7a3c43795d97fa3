//! `_vivarium.peek` tells the truth: what it reads agrees with what the program can know otherwise.

use vivarium_tests::viv::Viv;

fn passes(program: &str) {
    let output = Viv::new(["-c", program]).run();
    assert_eq!((output.out().as_str(), output.err().as_str(), output.code), ("good\n", "", 0));
}

const HELPERS: &str = r#"
import sys
from _vivarium import peek, Peek, Field
def fields(peeked):
    return {field.name: field for field in peeked.fields}
def value(peeked, name):
    return fields(peeked)[name].value
def check(peeked):
    # Every number in the table is the number that stands in the bytes.
    for field in peeked.fields:
        at = field.offset - peeked.start
        raw = peeked.bytes[at:at + field.size]
        assert len(raw) == field.size, field
        if isinstance(field.value, bytes):
            assert raw == field.value, field
        elif isinstance(field.value, int) and ":" not in field.ctype:
            signed = field.value < 0
            assert int.from_bytes(raw, "little", signed=signed) == field.value, field
    for block in peeked.blocks:
        assert block.refcount is None and block.type_address is None and block.place
        check(block)
"#;

#[test]
fn every_built_in_layout() {
    let program = HELPERS.to_owned()
        + r#"
class Plain:
    def __init__(self): self.x, self.y = 1, "two"
class Slotted:
    __slots__ = "p", "q", "__weakref__"
class Mine(list): pass
class Text(str): pass
class Pair(tuple): pass
class Number(int): pass
def function(a, b=1): return sys._getframe()
def generate():
    local = 7
    yield local
generator = generate(); next(generator)
def closure(x):
    return lambda: x
try: 1 / 0
except ZeroDivisionError as caught: error = caught
slotted = Slotted(); slotted.p = 5
objects = [object(), 0, True, 2**100, -5, 1.5, 2j, "", "abc", "\xe9\xe8", "\u03b1", "\U0001f600", b"xy", bytearray(b"xyz"),
    [1, 2], [], (1, 2), (), {"a": 1}, {1: 2}, {}, {1, 2}, set(range(50)), frozenset("a"), range(3), slice(1),
    function, function.__code__, Plain(), slotted, Mine([1]), Text("hi"), Pair((1,)), Number(7), generator, error,
    error.__traceback__, function(1), None, ..., NotImplemented, Plain().__init__, [].append, sys, memoryview(b"abc"),
    iter([]), iter({}), iter({1}), iter("a"), iter(range(3)), {}.keys(), property(), staticmethod(len), classmethod(len),
    type.__dict__, super(Plain, Plain()), enumerate([]), zip([]), map(len, []), filter(len, []), reversed([1]),
    KeyError(1), OSError(1, "x"), list[int], int | str, sys.version_info, list.append, int.__add__,
    type.__dict__["__mro__"], (1).__add__, Plain, Slotted, int, type, closure(1).__closure__[0], peek(1)]
for thing in objects:
    peeked = peek(thing)
    check(peeked)
    assert peeked.address == id(thing) and peeked.place == ""
    assert peeked.type_address == id(type(thing)) == value(peeked, "ob_type")
    assert value(peeked, "ob_refcnt") == peeked.refcount
    assert str(peeked).startswith(type(thing).__name__ + ": " + peeked.name)
    assert repr(peeked).startswith("<peek of " + peeked.name + " at 0x")
print("good")
"#;
    passes(&program);
}

#[test]
fn counts_sizes_and_contents() {
    let program = HELPERS.to_owned()
        + r#"
thing = object()
assert peek(thing).refcount == sys.getrefcount(thing)
held = [thing] * 10
assert peek(thing).refcount == sys.getrefcount(thing)
for sized in (1, 2**70, 1.5, 2j, "abc", "\xe9", "\u03b1", "\U0001f600", b"xy", (1, 2), object(), {1}, range(3), slice(1), len):
    assert len(peek(sized).bytes) == sys.getsizeof(sized), sized

number = peek(-(2**64 + 5))
assert [value(number, f"ob_digit[{i}]") for i in range(3)] == [5, 0, 16] and value(number, "ob_size") == -3
text = peek("a\u03b1")
assert value(text, "data") == b"a\0\xb1\x03\0\0" and value(text, "length") == 2 and value(text, "state.kind") == 2
assert peek("abc").name == "PyASCIIObject" and text.name == "PyCompactUnicodeObject"
items = ["x", "y"]
[block] = peek(items).blocks
assert block.place == "ob_item" and [f.value for f in block.fields] == [id(item) for item in items]
items.append("z")
assert value(peek(items), "allocated") >= 3
table = {"one": items}
[keys] = peek(table).blocks
assert value(keys, "entries[0].me_key") == id("one") and value(keys, "entries[0].me_value") == id(items)
assert value(peek(table), "ma_used") == 1

class Plain:
    def __init__(self): self.x, self.y = items, table
instance = Plain()
peeked = peek(instance)
assert peeked.start == -32 and value(peeked, "dict") == 0
values = next(block for block in peeked.blocks if block.place == "values")
assert value(values, "values[0]") == id(items) and value(values, "values[1]") == id(table)
assert value(values, "used") == 2
own = instance.__dict__
peeked = peek(instance)
assert value(peeked, "dict") == id(own) and value(peeked, "values") == 0
class Slotted:
    __slots__ = ("p",)
slotted = Slotted(); slotted.p = items
assert value(peek(slotted), "p") == id(items) and fields(peek(slotted))["p"].offset == 16
def function(): pass
assert value(peek(function), "func_code") == id(function.__code__)
assert value(peek(function.__code__), "co_code_adaptive")[::2] == function.__code__.co_code[::2]
def cell(x): return lambda: x
assert value(peek(cell(items).__closure__[0]), "ob_ref") == id(items)
assert value(peek(Plain), "ht_name") == id(Plain.__name__) and value(peek(Plain), "tp_dict") != 0
try: Peek()
except TypeError as error: assert str(error) == "cannot create '_vivarium.Peek' instances"
print("good")
"#;
    passes(&program);
}
