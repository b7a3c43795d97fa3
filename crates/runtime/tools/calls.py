"""Writes calls of methods and operators of the text and number types, with what CPython 3.11 makes of them:

    PYTHONHASHSEED=0 python3.11 crates/runtime/tools/calls.py COUNT SEED > crates/runtime/tests/calls.jsonl

`tests/calls.rs` makes the same calls.
"""

import json
import operator
import random
import sys
import warnings

warnings.simplefilter("ignore")

INTS = [0, 1, -1, 2, -3, 5, 7, 10, 255, 256, 257, -6, 1000, 65536, 2**30, -(2**30), 2**31, 2**60, -(2**60) + 1, 2**63,
        2**64 - 1, -(2**63), 10**18, 3**80, -(7**70), 10**40, 2**200, 2**1023, 2**1024, 1114111, 1114112]
FLOATS = [0.0, -0.0, 1.0, -1.5, 0.1, 2.5, 3.5, 1e16, 1e22, 123456.789, 1e-5, 5e-324, 1.7976931348623157e308, float("inf"),
          float("-inf"), float("nan"), 2.0**53, 0.3, 1 / 3, 99.995, 1e300, -2.675, 12345678.9]
STRS = ["", "a", "b", "abc", "Hello World", "  spaces\t\n", "a,b,,c", "aXbXc", "ab" * 5, "123", "-42", " 7_000 ", "0x1F", "1e5",
        "é", "straße", "ÀÉÎ", "ǅungla", "ΑΣΣ", "ΟΔΥΣΣΕΥΣ.", "İi", "ﬁre", "日本語", "a😀b", "\ud800x", "٣٤", "½²", "line1\nline2\r\nline3\x0bx\u2028y",
        "\t1\t22", "{}", "{0} {1}", "{:>10}", "{0.real}", "{a}", "%s", "%d items", "%5.2f|", "%-8s|%08.3f", "%x %o %X %#x", "%c", "%r %a", "%%", "%(a)s", "'q'", '"d"',
        "'\"", "\\", "\x7f\x80\xa0\xad", "utf-8", "ascii", "strict", "ignore", "a.b", "lambda", "title Case here", "UPPER", "lower", "\x00", "1_0", "nan",
        "inf", "1+2j", "xx", ">8", "^10.3", "08d", "+.2e", ",", "_x", "#b", "n", "%", ".3", "=+9", "*<7s", "z.1f", "10", "0>5", "c", "e", "G", ".0f", "010,", "é^7"]
BYTES = [b"", b"a", b"abc", b"Hello World", b"a,b,,c", b"  x \t\n", b"\x00\xff", b"\xe9", "日本".encode(), b"\xff\xfe", b"\xed\xa0\x80", b"12", b"-42",
         b"ab" * 4, b"%s %d", b"%b", b"%5x|", b"line\r\nb\rc\n", b"'", b"\"'", b"tab\there", bytes(range(256)), b"\\x41\\u00e9\\N{DIGIT ONE}", b"\xc3", b"%c%a"]
OTHERS = [None, True, False, (), (1,), ("a", "b"), ("a", 1), [], ["a", "b"], [1, 300], [b"a", b"b"], (b"a",), slice(1, 3), slice(None, None, -1),
          slice(-2, None), slice(5, 1, -2), {}, {"a": 1}, {97: "x", 98: None}, 1j, 2.5 - 1j, complex("nan"), bytearray(b"abc"), bytearray()]
ALL = INTS + FLOATS + STRS + BYTES + OTHERS
SELVES = {"int": INTS + [True, False], "float": FLOATS, "str": STRS, "bytes": BYTES, "bytearray": [bytearray(b) for b in BYTES],
          "complex": [0j, 1j, 1.5 - 2j, complex("inf"), complex(-0.0, 2), 3 + 0j]}
OPS = ["add", "sub", "mul", "truediv", "floordiv", "mod", "pow", "lshift", "rshift", "and_", "or_", "xor", "lt", "le", "eq", "ne", "gt",
       "ge", "contains", "getitem", "divmod"]
UNARY = ["neg", "pos", "abs", "invert", "repr", "str", "ascii", "hash", "bool", "int", "float", "complex", "len", "list", "bytes", "bytearray", "index", "sizeof"]
SKIP = {"__new__", "__init__", "__init_subclass__", "__subclasshook__", "__class__", "__getattribute__", "__setattr__", "__delattr__", "__doc__",
        "__dir__", "__reduce__", "__reduce_ex__", "__getstate__", "__class_getitem__", "__getformat__", "__setformat__"}


def dump(value):
    kind = type(value)
    if value is None or kind is bool:
        return value
    if kind is int:
        return {"i": str(value) if abs(value) < 10**4000 else hex(value)}
    if kind is float:
        return {"f": value.hex()}
    if kind is complex:
        return {"c": [value.real.hex(), value.imag.hex()]}
    if kind is str:
        return {"s": [ord(c) for c in value]} if any("\ud800" <= c <= "\udfff" for c in value) else value
    if kind is bytes:
        return {"b": list(value)}
    if kind is bytearray:
        return {"ba": list(value)}
    if kind is tuple:
        return {"t": [dump(v) for v in value]}
    if kind is list:
        return {"l": [dump(v) for v in value]}
    if kind is dict:
        return {"d": [[dump(k), dump(v)] for k, v in value.items()]}
    if kind is slice:
        return {"sl": [dump(value.start), dump(value.stop), dump(value.step)]}
    raise TypeError(kind)


def too_large(name, values):
    ints = [v for v in values if type(v) is int]
    if name in ("pow", "__pow__", "__rpow__", "lshift", "__lshift__", "__rlshift__", "mul", "__mul__", "__rmul__", "__imul__", "center", "ljust", "rjust",
                "zfill", "expandtabs", "to_bytes", "mod", "__mod__", "__rmod__", "bytes", "bytearray", "format", "__format__", "__round__"):
        return any(abs(v) > 300 for v in ints) and (len(values) > 1 or name in ("bytes", "bytearray"))
    return False


def run(function, values):
    try:
        result = function(*values)
    except Exception as error:
        return {"e": type(error).__name__, "m": dump(str(error))}
    text = repr(result)
    if " at 0x" in text:
        return None
    return {"r": dump(text)}


def unary(name):
    special = {"sizeof": lambda v: v.__sizeof__(), "bool": bool, "int": int, "float": float, "complex": complex, "len": len, "list": list,
               "bytes": bytes, "bytearray": bytearray, "repr": repr, "str": str, "ascii": ascii, "hash": hash}
    return special.get(name) or getattr(operator, name)


def binary(name):
    return divmod if name == "divmod" else getattr(operator, name)


def copy(value):
    return bytearray(value) if type(value) is bytearray else list(value) if type(value) is list else value


def main(count, seed):
    rng = random.Random(seed)
    made = 0
    while made < count:
        choice = rng.random()
        type_name = rng.choice(list(SELVES))
        self = copy(rng.choice(SELVES[type_name]))
        close = SELVES[type_name]
        pick = lambda: copy(rng.choice(close if rng.random() < 0.5 else ALL))
        if choice < 0.3:
            name = rng.choice(OPS)
            values = [self, pick()]
            row = ["op", name, values]
            function = binary(name)
        elif choice < 0.4:
            name = rng.choice(UNARY)
            values = [self]
            if type(self) is float and self != self and name == "hash":
                continue
            row = ["un", name, values]
            function = unary(name)
        else:
            methods = [m for m in dir(type(self)) if m not in SKIP and callable(getattr(type(self), m))]
            plain = [m for m in methods if not m.startswith("__")]
            name = rng.choice(plain if plain and rng.random() < 0.8 else methods)
            values = [self] + [pick() for _ in range(rng.choice([0, 0, 1, 1, 1, 2, 2, 3]))]
            if name == "fromhex" or name == "maketrans" or name == "from_bytes":
                function = getattr(type(self), name)
                row = ["cls", name, values]
                function = lambda self, *rest, f=function: f(*rest)
            else:
                row = ["me", name, values]
                function = lambda self, *rest, n=name: getattr(self, n)(*rest)
        if too_large(name, values):
            continue
        row[2] = [dump(v) for v in values]
        result = run(function, values)
        if result is None:
            continue
        if type(values[0]) in (bytearray, list):
            result["after"] = dump(repr(values[0]))
        print(json.dumps(row + [result], separators=(",", ":")))
        made += 1


main(int(sys.argv[1]), int(sys.argv[2]))
