"""Writes programs that make calls, which the witness and `viv` both run:

    generate.py FOLDER CALLS SEED

Every line `K(number, values, call)` of a program prints one line. What is called comes from the witness's own types.
"""

import builtins
import keyword
import random
import re
import sys
import warnings

import types_table as table
import values

HARNESS = open(__file__.replace("generate.py", "harness.py"), encoding="utf-8").read()
scope = {}
sys.argv = [sys.argv[0]] + sys.argv[1:]
arguments, sys.argv = sys.argv[1:], sys.argv[:1]
CLOSE = "def CLOSE(c):\n    CLOSED.append(c)\n    return c\nCLOSED = []\n"
exec(HARNESS + CLOSE, scope)
EXCEPTIONS = sorted(n for n, v in vars(builtins).items() if isinstance(v, type) and issubclass(v, BaseException) and n not in ("EnvironmentError", "IOError"))
HINTS = {name.rstrip("_"): hints for names, hints in table.HINTS.items() for name in names.split()}
MAKERS = {name: hints for names, hints in table.CONSTRUCTORS.items() for name in names.split()}
BINARY = "+ - * / // % ** << >> & | ^ @ == != < <= > >= is in".split()
INPLACE = "add sub mul truediv floordiv mod pow lshift rshift and or xor matmul concat".split()
UNARY = ["-r", "+r", "~r", "not r", "abs(r)", "repr(r)", "str(r)", "ascii(r)", "hash(r)", "bool(r)", "int(r)", "float(r)", "complex(r)", "len(r)", "list(r)", "tuple(r)", "set(r)", "dict(r)", "frozenset(r)", "bytes(r)", "bytearray(r)", "memoryview(r)", "iter(r)",
         "reversed(r)", "sorted(r)", "min(r)", "max(r)", "sum(r)", "all(r)", "any(r)", "round(r)", "operator.index(r)", "operator.length_hint(r)", "next(r)", "next(r, 1)", "chr(r)", "ord(r)", "hex(r)", "oct(r)", "bin(r)", "callable(r)", "type(r)", "sys.getsizeof(r)", "r.__sizeof__()",
         "f'{r}'", "f'{r!r:>30}'", "format(r)", "[*r]", "{*r}", "{**r}", "(lambda *a, **k: (a, k))(*r)", "(lambda *a, **k: (a, k))(**r)", "unpack1(r)", "unpack2(r)", "unpackstar(r)", "forloop(r)", "withs(r)", "raises(r)", "matching(r)", "r()", "r[:]", "r[1:]", "r[::-1]", "r[-1]", "r[0]", "r[1:3]",
         "vars(r)", "isinstance(r, type)", "issubclass(r, object)", "issubclass(int, r)", "isinstance(1, r)", "r.__class__", "r is r.__class__", "''.join(r)", "enumerate(r)", "zip(r, r)", "map(str, r)", "filter(None, r)", "iter(r, 1)", "iter(r) is r", "'%s' % r", "'%d' % r", "'%r|%a' % (r, r)", "b'%a' % (r,)", "b'%b' % r",
         "'%5.1f' % r", "'%c' % r", "'%x' % r", "r.__reduce_ex__(2)", "r.__reduce_ex__(4)", "r.__dir__()", "dir(r)", "type(r)(r)", "r.__doc__ is None", "'abc'[r]", "[1, 2, 3][r]", "(1, 2, 3)[r]", "range(10)[r]", "b'abc'[r]", "{}[r]", "{1: 2}.get(r)", "'abc' * r", "[1] * r", "r in (1, 2)", "r == r", "r != r", "r < r",
         "item_set([1, 2, 3], r, 5)", "item_del([1, 2, 3], r)", "item_set(bytearray(3), r, 5)", "pow(r, 2, 5)", "divmod(r, 3)", "aiter(r)", "driven(r)", "r.__await__()", "{r: 1}", "{r}", "getattr(r, 'x', None)", "operator.methodcaller('count', 1)(r)" if False else "r.__hash__()", "object.__repr__(r)", "object.__reduce_ex__(r, 2)", "object.__dir__(r) is None", "object.__eq__(r, r)", "object.__format__(r, '')"]
BUILTINS = ["pow(r, a, b)", "divmod(r, a)", "round(r, a)", "format(r, k)", "sum(r, a)", "sorted(r, key=c, reverse=i)", "min(r, a)", "max(r, key=c, default=a)", "isinstance(r, y)", "issubclass(r, y)", "getattr(r, p)", "getattr(r, p, a)", "setattr(r, p, a)", "delattr(r, p)", "hasattr(r, p)", "r[a]", "item_set(r, a, b)", "item_del(r, a)",
            "r[z]", "item_set(r, z, v)", "item_del(r, z)", "slice(r, a, b)", "range(r, a)", "int(r, i)", "str(r, 'utf-8')", "bytes(r, 'ascii')", "'%*d' % (i, r)", "f'{r:{k}}'", "r.__format__(k)", "s % r", "s.format(r, a)", "s.format(r=r, a=a)", "b % r", "mutating(r, lambda r, v: r.append(v))", "mutating(r, lambda r, v: r.clear())",
            "mutating(r, lambda r, v: r.add(5))", "mutating(r, lambda r, v: item_set(r, 5, 1))", "mutating(r, lambda r, v: r.pop())", "raisefrom(r, a)", "excepting(r, x)", "starcall(c, r, d)", "starcall(c, t, r)", "r in a", "a in r", "r is a", "iter(r, a)", "next(r, a)", "vars(r).update(q=a)", "enumerate(r, n)", "zip(r, v, strict=True)", "map(c, r, v)",
            "filter(c, r)", "type('T', (type(r),), {})", "super(type(r), r)", "{**r, **d}", "[*r, *v]", "r(a)", "r(a, b)", "r(x=a)", "(lambda x, /, y, *, z=1: (x, y, z))(*r)", "(lambda x, y=2, **k: (x, y, k))(**r)", "attr_set(r, type(a), '__class__')", "attr_set(r, a, '__dict__')", "sum(v, r)", "''.join([r])", "b''.join([r])", "r.join([s, s])", "r.__getattribute__(p)",
            "type(r).__call__(r, a)", "min(r, a, key=c)", "max(v, default=r)", "any(map(c, r))", "divmod(a, r)", "pow(a, r)", "pow(a, b, r)", "round(a, r)", "a[r]", "item_set(a, r, b)", "dict(r, **d)", "dict([(r, a)])", "{r: a}", "frozenset([r, a])", "sorted([r, a])", "[r, a] == [a, r]", "(r, a) < (a, r)", "[r].index(a)", "[a].count(r)", "(r,).index(a)",
            "isinstance(r, (y, int))", "isinstance(a, r)", "weakref.ref(r)", "weakref.proxy(r)", "types.MethodType(r, a)", "property(r).__get__(a)", "classmethod(r).__get__(a, y)", "staticmethod(r)(a)", "types.GenericAlias(y, r)", "y | r", "r | y", "list[r]", "dict[r, a]", "format(a, r)", "complex(r, a)", "int.from_bytes(r, 'big')", "memoryview(b)[r]", "operator.concat(r, a)"]


class Writer:
    def __init__(self, seed):
        self.rng = random.Random(seed)
        self.lines = []
        self.seen = set()

    def pick(self, letter, own):
        rng = self.rng
        if letter == "X" and own:
            return rng.choice(own)
        return rng.choice(values.POOLS[letter])

    def expand(self, hint, own):
        """A hint becomes expressions: capital letters that stand alone are picks."""
        return re.sub(r"(?<![\w'\"])([A-Z])(?![\w'\"(])|(?<=[=,(\[])([12])(?=[,)\]]|$)|^([12])(?=,|$)", lambda m: self.pick(m.group(1) or m.group(2) or m.group(3), own), hint)

    def case(self, receiver, call, extra=()):
        names = ["r"] + [name for name, _ in extra]
        made = ", ".join([receiver] + [text for _, text in extra])
        body = f"lambda: ({made},), lambda {', '.join(names)}: ({call})"
        if body in self.seen or self.dangerous(receiver, call, extra):
            return False
        self.seen.add(body)
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                compile(f"({body})", "case", "eval")
        except SyntaxError:
            return False
        self.lines.append(body)
        return True

    def dangerous(self, receiver, call, extra):
        """Calls whose size or time has no bounds, or whose result is an accident of the process."""
        texts = [receiver] + [t for _, t in extra]
        text = " ".join(texts + [call])
        huge = [t for t in texts if re.search(r"\*\*|\b\d{5,}|\d{10,}|1e\d{2}|10\*\*|'9999999999|1000000", t)]
        growing = re.search(r"\*\*|pow|<<|lshift|r \* |\* r|mul|center|ljust|rjust|zfill|expandtabs|to_bytes|bytes\(|bytearray|format|%|round|__round__|\.0", call)
        if huge and growing and not ("5000" in text or "MAX" in text):
            if re.search(r"\*\*|pow|<<|lshift", call):
                return True
            if re.search(r"2\*\*3\d|2\*\*32|2\*\*31|1000000|\d{7}|10\*\*18", text) and re.search(r"\*|center|just|zfill|tabs|to_bytes|bytes\(|bytearray|mul", call):
                return True
        if re.search(r"2\*\*(31|32|53|60|62|30)|2\*\*30|10\*\*1[89]|1114111", text) and re.search(r"list\(|tuple\(|sorted|set\(|sum\(|bytes\(|bytearray|extend|join|to_bytes|fromkeys|center|just|zfill|expandtabs|__imul__|__mul__|__rmul__|\* |imul|mul", text):
            return True
        if re.search(r"range\((0, )?2\*\*\d", text) and not re.search(r"^(r\.\w+$|hash|repr|len|r\[|bool|iter)", call):
            return True
        if "KeyboardInterrupt" in text and "excepting" in call:
            return True
        # Hashes that are addresses show in the order of sets, and documentation is in everybody's own words.
        if re.search(r"set\(|\{r|\{\*r|union|update|difference|intersection|\| |\^ |- |& |__r?(or|xor|sub|and)__|i(or|xor|sub|and)|add\(", call) and re.search(r"set|\{|keys|items|Sub(Set|Frozen)", text) and re.search(r"nan|Error|Of\(|Raise|Plain|None|int\b|str\b|iter\(|lambda|len|KEEP|C0|Slots|gen|property|memoryview|iter|range|Exception|Exit|Warning|Group|Stop|Callable|Fixed|NoOps|object\(|\.\.\.|NotImpl|type", text):
            return True
        if re.search(r"__doc__'?\)?$|__doc__'\]|r\.__dict__\)*$|__globals__|__builtins__|f_globals|f_builtins|vars\(r\)|r\.__get(attribute|item)__|getattr\(r", call) and re.search(r"__doc__|__dict__|globals|builtins|vars", text):
            return True
        if re.search(r"gencatch\(\)|iter\(lambda: 1, 1\)", receiver) and not re.search(r"^\(?r\.\w|next\(", call):
            return True
        if re.search(r"\bobject\(\)", receiver) and re.search(r"hash|\{r|set\(\[r", call):
            return True
        if re.search(r"\.(values|keys|items)\(\)$", receiver) and "hash" in call:
            return True
        if re.search(r"__hash__|hash\(", call) and not re.match(r"[\d'\"-]|\([\d'()]|b'|Sub(Int|Str|Float|Bytes|Tuple|Frozen)|frozenset|range\((\d\d|[2-9]|.*,)|True|False|slice|Hash|Eq|\[|\{|Fixed|mapping", receiver):
            return True
        return bool(re.search(r"__subclasses__|gc\.|iter\(lambda: 1, 1\)\)|input|breakpoint|exit\(|quit\(", text) and "__subclasses__" in call)

    def arguments(self, name, own, hints):
        rng = self.rng
        chance = rng.random()
        if hints and chance < 0.72:
            return self.expand(rng.choice(hints), own)
        count = rng.choice([0, 1, 1, 1, 2, 2, 3, 4])
        parts = [self.pick(rng.choice("AAANISWLO"), own) if rng.random() < 0.7 or not own else rng.choice(own) for _ in range(count)]
        if rng.random() < 0.12:
            parts.append(rng.choice(["x=1", "key=None", "self=1", "sep=' '", "**{'a': 1}", "*[1]", "**{1: 2}", "**5", "*5", "default=0"]))
        return ", ".join(parts)

    def split(self, text):
        """The arguments that can be built before the call, so that their state afterwards shows."""
        parts, depth, quote, start = [], 0, None, 0
        at = 0
        while at < len(text):
            c = text[at]
            if quote:
                if c == "\\":
                    at += 1
                elif c == quote:
                    quote = None
            elif c in "'\"":
                quote = c
            elif c in "([{":
                depth += 1
            elif c in ")]}":
                depth -= 1
            elif c == "," and depth == 0 and "lambda" not in text[start:at]:
                parts.append(text[start:at].strip())
                start = at + 1
            at += 1
        parts.append(text[start:].strip())
        return [p for p in parts if p]

    def lifted(self, text, own):
        extra, call = [], []
        for n, part in enumerate(self.split(text)):
            match = re.match(r"(\w+)=(?!=)(.*)", part, re.S)
            name, value = (match.group(1), match.group(2)) if match and not part.startswith("lambda") else (None, part)
            if part.startswith("*") or "r.clear()" in part:
                call.append(part)
                continue
            if name is not None and keyword.iskeyword(name):
                continue
            local = "abcdefg"[n % 7] + ("" if n < 7 else "1")
            extra.append((local, value))
            call.append(f"{name}={local}" if name else local)
        return extra, ", ".join(call)

    def method(self, key, type_text, instances, name, kind, own):
        rng = self.rng
        receiver = rng.choice(instances)
        form = rng.random()
        hints = HINTS.get(name)
        if name in ("__new__", "__init__"):
            hints = MAKERS.get(key)
        if kind == "attribute":
            if form < 0.3:
                return self.case(receiver, f"r.{name}")
            if form < 0.75:
                value = self.expand(rng.choice(table.ATTRIBUTE_VALUES), own)
                return self.case(receiver, f"attr_set(r, a, {name!r})", [("a", value)])
            if form < 0.85:
                return self.case(receiver, f"attr_del(r, {name!r})")
            if form < 0.92:
                return self.case(type_text, f"r.__dict__[{name!r}].__get__(a)" if form < 0.9 else f"r.__dict__[{name!r}].__set__(a, b)", [("a", self.pick("A", own))] + ([("b", self.pick("A", own))] if form >= 0.9 else []))
            return self.case(type_text, rng.choice([f"repr(r.{name})", f"attr_set(r, 1, {name!r})", f"attr_del(r, {name!r})"]))
        text = self.arguments(name, own, hints)
        extra, passed = self.lifted(text, own)
        if name == "__new__":
            choice = rng.choice([type_text, type_text, "object", "SubInt", "C0", "5", "bool"])
            return self.case(type_text, f"r.__new__({', '.join([choice] + [passed] * bool(passed))})", extra)
        if name == "__init_subclass__" or (kind == "class" and form < 0.8):
            return self.case(type_text, f"r.{name}({passed})", extra)
        if form < 0.62:
            return self.case(receiver, f"r.{name}({passed})", extra)
        if form < 0.74:
            return self.case(type_text, f"r.{name}({', '.join(['s'] + [passed] * bool(passed))})", [("s", receiver)] + [(n, v) for n, v in extra if n != "s"])
        if form < 0.8:
            return self.case(type_text, f"r.{name}({passed})", extra)
        if form < 0.86:
            return self.case(type_text, f"r.{name}({', '.join(['s'] + [passed] * bool(passed))})", [("s", self.pick("A", own))] + extra)
        if form < 0.9:
            return self.case(type_text, f"getattr(r, {name!r}).__get__(s)({passed})", [("s", receiver)] + extra)
        if form < 0.93:
            return self.case(type_text, rng.choice([f"attr_set(r, 1, {name!r})", f"attr_del(r, {name!r})", f"repr(r.{name})", f"r.{name}.__name__, r.{name}.__qualname__", f"r.{name} == r.{name}", f"r.{name} is r.{name}"]))
        if form < 0.97:
            return self.case(receiver, rng.choice([f"attr_set(r, 1, {name!r})", f"attr_del(r, {name!r})", f"repr(r.{name})", f"r.{name}.__self__ is r", f"r.{name} == r.{name}", f"r.{name}.__qualname__", f"r.{name}.__reduce__()", f"r.{name}.__text_signature__"]))
        return self.case(receiver, f"r.{name}({passed}, **{{'nope': 1}})" if passed and "**" not in passed else f"r.{name}(nope=1)", extra)

    def operator(self, instances, own):
        rng = self.rng
        receiver = rng.choice(instances)
        form = rng.random()
        other = rng.choice(instances) if rng.random() < 0.3 else self.pick(rng.choice("AAOIWSEDLTB"), own)
        if form < 0.35:
            op = rng.choice(BINARY)
            left, right = ("r", "a") if rng.random() < 0.6 else ("a", "r")
            return self.case(receiver, f"{left} {op} {right}", [("a", other)])
        if form < 0.47:
            op = rng.choice(INPLACE)
            name = {"and": "iand", "or": "ior"}.get(op, "i" + op)
            return self.case(receiver, f"inplace(operator.{name}, r, a)", [("a", other)])
        if form < 0.67:
            return self.case(receiver, rng.choice(UNARY))
        call = rng.choice(BUILTINS)
        extra = []
        for letter, pool in [("a", "A"), ("b", "A"), ("c", "C"), ("d", "D"), ("i", "I"), ("k", "K"), ("n", "N"), ("p", "P"), ("s", "S"), ("t", "T"), ("v", "V"), ("x", "X"), ("y", "Y"), ("z", "Z")]:
            if re.search(rf"(?<![\w'.]){letter}(?![\w'(])|(?<![\w'.]){letter}\(", call):
                extra.append((letter, other if letter == "a" else self.pick("B" if call.startswith("b %") and letter == "b" else pool, own)))
        return self.case(receiver, call, extra)

    def constructor(self, key, type_text, own):
        hints = MAKERS.get(key)
        extra, passed = self.lifted(self.arguments("", own, hints), own)
        return self.case(type_text, f"r({passed})", extra)


def plan(scope):
    """Every type with what there is to call: (key, type expression, instances, [(name, kind)])."""
    rows = []
    listed = dict(table.TYPES)
    for name in EXCEPTIONS:
        made = []
        for arguments in table.EXCEPTION_ARGS:
            try:
                eval(f"{name}({arguments})", scope)
                made.append(f"{name}({arguments})")
            except Exception:
                pass
        listed[name] = (name, made + [f"raised({m})" for m in made[:2]])
    for key, (type_text, instances) in listed.items():
        kind = eval(type_text, scope)
        names = []
        for name in dir(kind):
            if name in ("__subclasses__",) or not name.isidentifier():
                continue
            value = next((vars(base)[name] for base in kind.__mro__ if name in vars(base)), getattr(kind, name, None))
            own = name in vars(kind)
            is_class = isinstance(value, (classmethod, staticmethod)) or type(value).__name__ == "classmethod_descriptor"
            what = "class" if is_class else "method" if callable(value) and name != "__class__" else "attribute"
            weight = (3 if own else 1) * (2 if not name.startswith("_") else 1)
            if name in ("__class__", "__doc__", "__hash__"):
                weight = 1
            names.append((name, what, weight))
        rows.append((key, type_text, instances, names))
    return rows


FACTS = ["sorted(x for x in dir(r))", "list(r.__dict__)" if False else "sorted(r.__dict__)", "r.__mro__", "r.__bases__", "r.__base__", "r.__flags__ & ~(1 << 19)", "r.__basicsize__", "r.__itemsize__", "r.__dictoffset__", "r.__weakrefoffset__", "r.__name__", "r.__qualname__", "r.__module__", "r.__text_signature__",
         "r.__doc__ is None", "type(r)", "r.__hash__ is None", "r.__abstractmethods__", "subclassed(r)", "r.__subclasshook__(int)", "sys.getsizeof(r)", "r.__annotations__", "r.__call__", "r.__class_getitem__", "issubclass(r, object)", "r.__dict__.get('__doc__') is None", "r.__or__(int)", "r.mro()", "type.__repr__(r)", "r == r, r is r", "r.__new__", "r.__init__"]


def facts(writer, rows, scope):
    for key, type_text, instances, names in rows:
        kind = eval(type_text, scope)
        for fact in FACTS:
            if kind.__module__ == "__main__" and fact.startswith("sys.getsizeof"):
                continue
            writer.case(type_text, fact)
        for name in sorted(vars(kind)):
            value = vars(kind)[name]
            get = f"r.__dict__[{name!r}]"
            writer.case(type_text, f"type({get}).__name__, getattr({get}, '__text_signature__', 'none'), getattr({get}, '__doc__', 'none') is None, getattr({get}, '__name__', 'none'), getattr({get}, '__qualname__', 'none')")
            if name != "__doc__" and type(value).__name__ in ("getset_descriptor", "member_descriptor", "wrapper_descriptor", "method_descriptor", "classmethod_descriptor"):
                writer.case(type_text, f"repr({get}), {get}.__objclass__")


def prologue():
    return HARNESS + CLOSE


def functions(writer, scope):
    """Built-in functions by name."""
    rng = writer.rng
    names = sorted(n for n, v in vars(builtins).items() if type(v).__name__ == "builtin_function_or_method")
    skip = {"input", "breakpoint", "exec", "eval", "compile", "open", "print", "__import__", "globals", "locals", "exit", "quit", "id"}
    while True:
        name = rng.choice(names)
        if name in skip:
            writer.case(name, "r.__text_signature__, r.__name__, r.__module__, r.__self__.__name__")
            continue
        text = writer.arguments(name, None, None)
        extra, passed = writer.lifted(text, None)
        if name == "hash" and not re.match(r"[\d'\"-]", text) or "Missing" in text:
            yield
            continue
        writer.case(name, f"r({passed})", extra)
        yield


def main(folder, calls, seed):
    writer = Writer(seed)
    rows = plan(scope)
    facts(writer, rows, scope)
    made = len(writer.lines)
    weighted = [(row, name, kind, weight) for row in rows for name, kind, weight in row[3]]
    common = {"int", "float", "complex", "str", "bytes", "bytearray", "memoryview", "list", "tuple", "dict", "set", "frozenset", "range", "slice", "type", "function", "property", "generator", "dict_keys", "dict_items"}
    weights = [w * (3 if row[0] in common else 0.35 if row[0] in EXCEPTIONS else 1) for row, _, _, w in weighted]
    builtin_calls = functions(writer, scope)
    rng = writer.rng
    while len(writer.lines) < made + calls:
        choice = rng.random()
        if choice < 0.6:
            (key, type_text, instances, _), name, kind, _ = rng.choices(weighted, weights)[0]
            writer.method(key, type_text, instances, name, kind, instances)
        elif choice < 0.88:
            row = rng.choice(rows if rng.random() < 0.4 else [r for r in rows if r[0] in common])
            writer.operator(row[2], row[2])
        elif choice < 0.96:
            row = rng.choice(rows)
            writer.constructor(row[0], row[1], row[2]) if row[0] not in EXCEPTIONS else writer.case(row[1], f"r({rng.choice(table.EXCEPTION_ARGS)})")
        else:
            next(builtin_calls)
    size = 600
    for start in range(0, len(writer.lines), size):
        body = [f"K({start + n}, {line})" for n, line in enumerate(writer.lines[start:start + size])]
        path = f"{folder}/calls_{start // size:03}.py"
        with open(path, "w", encoding="utf-8", errors="surrogatepass") as file:
            file.write(prologue() + "\n".join(body) + "\n")


main(arguments[0], int(arguments[1]), int(arguments[2]))
