"""Sections on values: formatting, methods of strings, bytes, numbers, containers, slices, sorting, unpacking, calls."""


def formats(w):
    for _ in range(w.int(6, 14)):
        kind = w.int(0, 7)
        value = w.pick(w.integer, w.float, w.string, w.integer, w.float, w.bytes, lambda: "None", lambda: "1+2j", lambda: "[1, 'a']", lambda: "True")()
        spec = w.pick("", w.pick("*", " ", "0", "\u00e9", "x") + w.pick("<", ">", "^", "=") if w.chance(60) else w.pick("<", ">", "^", "=")) + w.pick("", "", "+", "-", " ") + w.pick("", "", "z") + w.pick("", "", "#") + w.pick("", "", "0") + w.pick("", str(w.int(1, 14))) + w.pick("", "", ",", "_") + w.pick("", "." + str(w.int(0, 8))) + w.pick("", "d", "x", "b", "o", "X", "e", "f", "g", "%", "s", "c", "n", "E", "G", "F", "q")
        if kind < 3:
            w.shown(f"repr(format({value}, {spec!r}))")
        elif kind < 5:
            quoted = value if "'" not in value and '"' not in value and "\\" not in value and "{" not in value else "5"
            spec = spec.replace("{", "")
            w.shown(f"f\"{{{quoted} !{w.pick('r', 's', 'a')}:{w.pick('>', '<', '^', '')}{w.int(0, 12)}}}|{{{quoted}:{spec}}}|{{{quoted}=}}\"")
        elif kind == 5:
            w.shown(f"'%{w.pick('', '-', '+', ' ', '0', '#')}{w.pick('', w.int(1, 10))}{w.pick('', '.' + str(w.int(0, 6)))}{w.of('dixXofeEgGsracu%')}|' % ({value},)")
        elif kind == 6:
            w.shown(f"'{w.pick('{}', '{0}', '{0!r}', '{:>8}', '{x}', '{0[0]}', '{0.real}', '{} {}', '{:{}}', '{{}}', '{', '}', '{0.nope}', '{!z}', '{:5}{:<3}', '{0}{}')}'.format({value}, {w.pick(w.small(), w.string())}{w.pick('', ', x=1')})")
        else:
            w.shown(f"repr({value}), str({value}), ascii({value})")


STR = ["upper", "lower", "title", "swapcase", "capitalize", "casefold", "strip", "lstrip", "rstrip", "isalpha", "isdigit", "isidentifier", "isspace", "isupper", "istitle", "isprintable", "isnumeric", "isascii", "split", "rsplit", "splitlines", "expandtabs"]
STR1 = ["count", "find", "index", "rfind", "rindex", "startswith", "endswith", "partition", "rpartition", "removeprefix", "removesuffix", "split", "rsplit", "strip", "join", "zfill", "center", "ljust", "rjust", "encode", "replace", "translate", "__contains__", "__add__", "__mul__", "__mod__"]


def strings(w):
    for _ in range(w.int(6, 14)):
        text = w.string()
        kind = w.int(0, 6)
        if kind < 2:
            w.shown(f"{text}.{w.of(STR)}()")
        elif kind < 4:
            w.shown(f"{text}.{w.of(STR1)}({w.pick(w.string(), w.string(), w.small(), w.string() + ', ' + w.small(), w.small() + ', ' + repr('*'), w.words(), 'None', w.string() + ', ' + w.string())})")
        elif kind == 4:
            w.shown(f"{text}[{w.pick('', w.small())}:{w.pick('', w.small())}:{w.pick('', '1', '-1', '2', '0')}], {text}[{w.small()}]")
        elif kind == 5:
            w.shown(f"{text} {w.pick('+', '*', '<', '==', 'in', '%', '>=')} {w.pick(w.string(), w.small(), w.string())}")
        else:
            data = w.bytes()
            w.shown(w.pick(f"{data}.{w.pick('upper', 'hex', 'decode', 'split', 'strip', 'title', 'isalpha', 'splitlines')}()", f"{data}.{w.pick('find', 'count', 'startswith', 'split', 'partition', 'join', 'center', 'zfill', 'replace', 'index', 'removeprefix')}({w.pick(w.bytes(), w.bytes(), w.small(), w.bytes() + ', ' + w.bytes(), '[' + w.bytes() + ']', w.string())})", f"{data}[{w.small()}], {data}[{w.small()}:], list({data})", f"{data} {w.pick('+', '*', '<', '==', 'in', '%')} {w.pick(w.bytes(), w.small(), w.string())}", f"bytearray({data}).{w.pick('append', 'extend', 'remove', 'insert', 'pop')}({w.pick(w.small(), w.bytes(), '300', '')})", f"{w.string()}.encode({w.pick(repr('utf-8'), repr('latin-1'), repr('ascii'), repr('ascii') + ', ' + repr('replace'), repr('utf-16'), repr('nope'), repr('ascii') + ', ' + repr('backslashreplace'), repr('ascii') + ', ' + repr('xmlcharrefreplace'))})", f"b'\\xc3\\xa9\\xff{w.pick('', 'abc')}'.decode({w.pick(repr('utf-8'), repr('latin-1'), repr('utf-8') + ', ' + repr('replace'), repr('utf-8') + ', ' + repr('ignore'), repr('ascii'), repr('utf-8') + ', ' + repr('surrogateescape') + ').encode(' + repr('utf-8') + ', ' + repr('surrogateescape'))})", f"bytes.fromhex({w.pick(repr('00ff a0'), repr('0'), repr('zz'))})", f"memoryview({data}).tolist(), memoryview({data})[{w.small()}:].nbytes", f"int.from_bytes({data}, {w.pick(repr('big'), repr('little'), repr('x'))}{w.pick('', ', signed=True')})", f"({w.integer()}).to_bytes({w.int(1, 8)}, {w.pick(repr('big'), repr('little'))}{w.pick('', ', signed=True')})"))


def numbers(w):
    for _ in range(w.int(6, 14)):
        a, b = w.pick(w.integer, w.float, w.integer)(), w.pick(w.integer, w.float, w.small)()
        kind = w.int(0, 6)
        if kind < 3:
            w.shown(f"({a}) {w.pick('+', '-', '*', '/', '//', '%', '==', '<', '>=', '&', '|', '^')} ({b})")
        elif kind == 3:
            w.shown(f"divmod({a}, {b}), round({a}, {w.int(-3, 3)}), round({a})")
        elif kind == 4:
            w.shown(f"({a}) ** {w.pick(w.small(), '0.5', '2', '-1', '3')}" if w.chance(60) else f"pow({w.int(-9, 99)}, {w.int(-3, 30)}, {w.int(-7, 40)})")
        elif kind == 5:
            w.shown(w.pick(f"int({w.string()})", f"int({w.string()}, {w.int(0, 37)})", f"int({w.float()})", f"float({w.string()})", f"complex({w.small()}, {b})", f"complex({w.pick(repr('1+2j'), repr('1e3j'), repr(' 1 '), repr('x'), repr('1+'))})", f"({a}).__class__.__name__, bool({a})", f"hash({w.integer()}), hash({w.small()})", f"abs({a}), -({a}), +({a})", f"float.hex({w.pick('1.5', '0.1', '-0.0')}), float.fromhex({w.pick(repr('0x1.8p3'), repr('inf'), repr('zz'))})", f"({w.pick('1.5', '0.1', '3.0', '1e300')}).as_integer_ratio()", f"({w.integer()}).bit_length(), ({w.integer()}).bit_count()", f"bin({w.integer()}), oct({w.integer()}), hex({w.integer()})", f"({w.integer()}) << {w.int(-1, 70)}, ({w.integer()}) >> {w.int(0, 70)}", f"chr({w.int(-1, 300)}), ord({w.string()})", f"sum([{a}, {b}, {w.float()}]), min({a}, {b}), max({a}, {b})", f"({a}) < ({b}) < 10, ({a}) == ({b}) != 3", f"str(10 ** {w.int(0, 60)} + {w.int(0, 9)}), {w.int(2, 9)} ** {w.int(20, 90)} % 1000007", f"(1+2j) {w.pick('*', '/', '-', '**', '<')} {w.pick('2', '(3-1j)', '0j', '0.5')}"))
        else:
            w.shown(f"[{w.arithmetic(['x', 'y'], 3)} for x, y in [({w.int(-9, 9)}, {w.int(-9, 9)}), ({w.int(-9, 9)}, {w.int(1, 9)})]]")


def containers(w):
    name = w.fresh("box")
    kind = w.int(0, 3)
    if kind == 0:
        w.put(f"{name} = {w.numbers(2, 7)}")
        forms = ["{n}.append({v})", "{n}.insert({i}, {v})", "{n}.pop({i})", "{n}.remove({i})", "{n}.index({i})", "{n}.count({i})", "{n}.sort(key=lambda x: ({i}) - x)", "{n}.reverse()", "{n}.extend({s})", "{n}.__setitem__(slice({i}, {i}), {s})", "{n}.__delitem__(slice({i}, None, {i} or 1))", "{n}[{i}:{i}:{i}]", "{n} * {i}", "{n} + {s}", "{n}.__iadd__(range({i}))", "{n}.clear()", "{n}.copy() == {n}", "{n} < {s}", "sorted({n}, reverse=True)", "max({n}, default=None)", "{n}.__setitem__({i}, {v})", "{n}.__setitem__(slice(None, None, 2), {s})", "min({n}, key=lambda x: x % 5)", "list(enumerate({n}, {i}))", "list(zip({n}, {s}, strict={b}))", "{n}.sort(reverse={b})", "[*map(lambda a, b: (a, b), {n}, {s})]"]
    elif kind == 1:
        w.put(f"{name} = {w.dict()}")
        forms = ["{n}.get({k}, {v})", "{n}.setdefault({k}, {v})", "{n}.pop({k})", "{n}.pop({k}, None)", "{n}.popitem()", "{n}.update({{{k}: {v}}})", "{n}.update([({k}, {v})])", "{n}[{k}]", "{n}.__setitem__({k}, {v})", "list({n}.items())[:3]", "{k} in {n}", "{n} | {{{k}: {v}}}", "{n}.__ior__([({k}, 1)])", "list(reversed({n}))", "{n}.keys() & {{{k}, 1}}", "{n}.keys() - [{k}]", "sorted(map(repr, {n}.keys() | {{{k}}}))", "{n}.items() <= {n}.items()", "dict.fromkeys({s}, {v})", "{n}.copy() == {n}", "{n}.__delitem__({k})", "{n} == dict({n}.items())", "dict([1])", "dict([(1, 2, 3)])", "{n}.update(5)", "{n}.pop()", "{{**{n}, 'z': 1}}", "len({n}), bool({n})", "{n}.values()", "{n}[[]]"]
    elif kind == 2:
        w.put(f"{name} = {w.set()}")
        forms = ["{n}.add({i})", "{n}.discard({i})", "{n}.remove({i})", "sorted({n} | {{{i}}})", "sorted({n} & {{1, {i}}})", "sorted({n} - {{{i}}})", "sorted({n} ^ {{{i}, 2}})", "{n} <= {{{i}}}", "{n}.isdisjoint({s})", "{n}.update({s})", "{n}.intersection_update({s})", "sorted(map(repr, {n}.union({s}, 'ab')))", "{n}.add([])", "frozenset({n}) == {n}", "len({n})", "{n}.issuperset([{i}])", "{n} < {n}", "{n} | [1]", "{n}.symmetric_difference_update([{i}, 3])", "{n}.copy() is {n}", "{n}"]
    else:
        w.put(f"{name} = {w.pick('range(' + str(w.int(-5, 5)) + ', ' + str(w.int(0, 30)) + ', ' + str(w.pick(1, 2, -1, 3)) + ')', 'tuple(' + w.numbers(2, 6) + ')')}")
        forms = ["{n}[{i}]", "{n}[{i}:]", "{n}[::-1]", "{n}[{i}:{i}:2]", "len({n})", "{i} in {n}", "{n}.index({i})", "{n}.count({i})", "list({n})", "{n} == {n}[:]", "list(reversed({n}))", "hash({n}) == hash({n}[:])", "{n} + (1,)", "{n} * 2", "{n} < {n}", "sum({n}), max({n}, default=0)", "{n}[0:0]", "repr({n}[1:])", "{n}.__getitem__('a')", "{n}[1.0]", "iter({n}).__length_hint__()"]
    for _ in range(w.int(6, 16)):
        form = w.of(forms)
        w.shown(form.replace("{n}", name).replace("{i}", str(w.int(-3, 6))).replace("{v}", w.scalar()).replace("{s}", w.numbers(0, 3)).replace("{k}", w.hashable(0)).replace("{b}", w.pick("True", "False")).replace("{{", "{").replace("}}", "}"))
        if w.chance(60) and kind != 2:
            w.put(f"print({name})")
    w.put(f"print(sorted({name}, key=repr))")


def sorting(w):
    data = w.fresh("rows")
    rows = [(w.int(0, 4), w.pick("alpha", "beta", "x", "Z", ""), w.int(-9, 9)) for _ in range(w.int(3, 9))]
    w.put(f"{data} = {rows!r}")
    for _ in range(w.int(2, 5)):
        key = w.pick("lambda r: r[0]", "lambda r: (-r[2], r[1])", "lambda r: r[1].lower()", "None", "lambda r: r[::-1]", "repr", "lambda r: r[0] % 2", "len", "lambda r: None", "lambda r: [r[0], r[2]]", "lambda r: r[1] or 5")
        w.shown(f"sorted({data}, key={key}{w.pick('', ', reverse=True')})")
        w.shown(f"{w.pick('min', 'max')}({data}, key={key})")
    w.shown(f"sorted({w.sequence('[', ']', w.scalar, 2, 5)})")
    w.shown(f"sorted({w.sequence('[', ']', w.float, 2, 6)})")
    w.put(f"log = []")
    with w.block(f"class Key{data}:"):
        w.put("def __init__(self, n): self.n = n", "def __lt__(self, other): log.append((self.n, other.n)); return self.n < other.n")
    w.shown(f"[k.n for k in sorted(map(Key{data}, {w.numbers(2, 9)}))], log")
    groups = w.fresh("groups")
    w.put(f"{groups} = {{}}", f"for a, b, c in {data}: {groups}.setdefault({w.pick('a', 'b', 'c > 0')}, []).append({w.pick('c', '(a, c)')})", f"print({groups}, list({groups}), sum(map(len, {groups}.values())))")
    w.guarded(f"{data}.sort(key=lambda r: {data}.append(r))")


def unpackings(w):
    def target(depth):
        count = w.int(1, 3)
        items = [target(depth - 1) if depth and w.chance(30) else w.fresh("u") for _ in range(count)]
        if w.chance(40):
            items.insert(w.int(0, len(items)), "*" + w.fresh("u"))
        text = ", ".join(items)
        return w.pick("({})", "[{}]").format(text + ("," if len(items) == 1 else ""))
    for _ in range(w.int(3, 7)):
        before = w.count
        shape = target(2)
        names = [f"u{n}" for n in range(before + 1, w.count + 1)]
        value = w.pick(lambda: w.list(2), lambda: w.tuple(2), lambda: repr("abc"), lambda: "range(3)", lambda: "[1, [2, 3], (4, 5)]", lambda: "{1: 2, 3: 4}", lambda: "5", lambda: "[[1, 2], [3], 'ab']", lambda: "iter([1, 2, 3])", lambda: "([0, 1], 2)")()
        with w.block("try:"):
            w.put(f"{shape} = {value}" if w.chance(70) else f"for {shape} in [{value}, {value}]: pass", f"print({', '.join(names)})")
        with w.block("except Exception as error:"):
            w.put("print(type(error).__name__, error)")
    for _ in range(w.int(1, 4)):
        w.shown(w.pick(f"[*{w.list()}, *{w.tuple()}, {w.scalar()}]", f"{{**{w.dict(0)}, **{w.dict(0)}}}", f"(*{w.string()}, *range({w.int(0, 3)}))", f"{{*{w.numbers()}}} == set()", f"print(*{w.words()}, sep={w.pick(repr('-'), repr(''), 'None', '5')}, end='|\\n')", f"[*{w.scalar()}]", f"{{**{w.scalar()}}}"))
    w.guarded(f"a = b, *c = {w.pick(w.list(), w.string(), 'range(4)')}; print(a, b, c)")
    w.guarded(f"x, y = 1, 2; x, y = y, x; print(x, y); i, box = 0, [1, 2, 3]; i, box[i] = {w.int(0, 2)}, 9; print(i, box)")


def calls(w):
    name = w.fresh("sig")
    parts, shown = [], []
    positional = [w.fresh("a") for _ in range(w.int(0, 3))]
    if positional and w.chance(30):
        cut = w.int(1, len(positional))
    else:
        cut = 0
    default = False
    for at, one in enumerate(positional):
        default = default or w.chance(30)
        parts.append(f"{one}={w.int(0, 9)}" if default else one)
        if at + 1 == cut:
            parts.append("/")
    shown += positional
    keywords = [w.fresh("k") for _ in range(w.int(0, 2))]
    if w.chance(40):
        parts.append("*rest")
        shown.append("rest")
    elif keywords:
        parts.append("*")
    for one in keywords:
        parts.append(f"{one}={w.int(0, 9)}" if w.chance(50) else one)
    shown += keywords
    if w.chance(40):
        parts.append("**more")
        shown.append("more")
    if w.chance(25):
        with w.block(f"class {name}:"):
            w.put(f"def __init__({', '.join(['self'] + parts)}):", f"    print({', '.join(shown) or repr('none')})")
    else:
        w.put(f"def {name}({', '.join(parts)}):", f"    return {', '.join(shown) or 'None'}")
    for _ in range(w.int(5, 10)):
        args = [str(w.int(10, 99)) for _ in range(w.int(0, 4))]
        if w.chance(30):
            args.insert(w.int(0, len(args)), w.pick("*[1, 2]", "*()", "*'ab'", "*5", "*range(2)"))
        for one in w.rng.sample(positional + keywords + ["zz"], w.int(0, min(2, len(positional + keywords) + 1))):
            args.append(f"{one}={w.int(0, 9)}")
        if w.chance(25):
            known = w.of(positional + keywords + ["q"])
            args.append(w.pick("**{}", f"**{{'{known}': 1}}", "**{'yy': 2}", "**{1: 2}", "**5", f"**{{'{known}': 1}}, **{{'{known}': 2}}"))
        if not w.chance(25):
            w.shown(f"{name}({', '.join(args)})")
        else:
            w.shown(f"(lambda f, *a, **k: f(*a, **k))({name}, {', '.join(args)})".replace(", )", ")"))
    w.shown(f"{name}.__defaults__, {name}.__kwdefaults__" if w.chance(60) else f"{name}.__code__.co_varnames, {name}.__code__.co_argcount")
    w.shown(w.pick("len()", "len(1, 2)", "isinstance(1)", "print(1, foo=2)", "int(1, 2, 3)", "int('1', base=3)", "sorted()", "sorted([], 5)", "max()", "max(1, key=5)", "dict(1, 2)", "str(1, 2)", "range()", "range(1, 2, 3, 4)", "range(1, 2, 0)", "pow(1)", "round('x')", "sum('ab')", "sum([[1], [2]], [])", "zip(1)", "enumerate()", "open()", "getattr(1)", "abs()", "abs('x')", "ord('ab')", "chr('a')", "divmod(1, 0)", "next([])", "iter(5)", "reversed({1})", "hash([])", "callable()", "type()", "super()", "bytes('x')", "bytes(-1)", "list(1, 2)", "tuple(5)", "[].append()", "'a'.join([1])", "{}.get()", "''.split(1)", "map()", "filter(None)", "any(5)", "all()", "bool(1, 2)", "float('x')", "complex('x')", "id()", "vars(1)", "format(1, 2)", "input(1, 2)", "compile('1', 'f')", "eval(5)", "exec(5)", "__import__(5)", "__build_class__()", "slice()", "property(1, 2, 3, 4, 5)", "staticmethod()", "classmethod(1, 2)", "memoryview(5)", "object(1)", "frozenset(1)", "set(1, 2)", "bytearray('a')"))


def scopes(w):
    """Names: unbound, deleted, suggested, exec and eval with their own namespaces."""
    name = w.fresh("scope")
    with w.block(f"def {name}(flag):"):
        w.put(f"if flag > {w.int(0, 2)}: value = 1", w.pick("print(value)", "del value; print(flag)", "inner = lambda: value; print(inner())", "value += 1", "print([value for _ in range(1)])", "print(locals())", "exec('value = 5'); print(sorted(locals()))"), "return 'done'")
    for flag in range(3):
        w.shown(f"{name}({flag})")
    for _ in range(w.int(2, 6)):
        w.shown(w.pick(
            f"eval({w.arithmetic(['x', 'y'])!r}, {{'x': {w.int(0, 9)}, 'y': 2}})", "eval('undefined_thing')", f"eval('x + 1', {{}}, {{'x': {w.int(0, 9)}}})", "eval('1 +')", "eval('a = 1')", f"[exec('z = {w.int(0, 9)}', ns := {{}}), ns['z']]", "eval(compile('3 * 4', '<made>', 'eval'))", "prin", "lenght", "undefined_name_here", "(lambda: undefined_inner)()", "globals().get('no such')", "eval('lambda q: q * 2')(4)", "__name__", "exec('raise ValueError(1)')", "exec('def f(): return g()\\nf()', {})", "sorted(k for k in eval('locals()', {'__builtins__': {}}, {'b': 1}))", "eval('print', {'__builtins__': {}})", "eval('[x for x in range(3)]', {})", "exec('x = 1; del x; x')", "compile('1/', 'name', 'exec')", "eval(b'1 + 1')", "exec('class A: b = 1; c = [b for _ in range(1)]')", "eval('(yield)')", "exec('return 1')", "exec('break')", "exec('nonlocal x')", "exec('x = 1\\n  y = 2')",
        ))
    outer = w.fresh("outer")
    with w.block(f"def {outer}():"):
        w.put("x = 'outer'")
        with w.block("class Inner:"):
            w.put(w.pick("y = x", "x = x", "x = 'class'; y = (lambda: x)()", "nonlocal x; x = 'changed'; y = x", "global gx; gx = 1; y = x"))
        w.put("return x, Inner.y if hasattr(Inner, 'y') else None, sorted(k for k in vars(Inner) if k[0] != '_')")
    w.shown(f"{outer}()")
    w.shown(f"{outer}.__code__.co_cellvars, {outer}.__code__.co_names")


def recursion(w):
    name = w.fresh("deep")
    kind = w.int(0, 6)
    if kind == 0:
        w.put(f"def {name}(n): return n and 1 + {name}(n - 1)")
        w.put("try:", f"    print({name}({w.int(10, 300)}))", f"    print({name}(10 ** 6))", "except RecursionError as error:", "    print(error)")
    elif kind == 1:
        with w.block(f"class {name}:"):
            w.put(f"def __{w.pick('repr', 'str', 'hash', 'bool', 'len', 'eq', 'getattr')}__(self, *a): return {w.pick('repr(self)', 'str(self)', 'hash(self)', 'self == self', 'self.x', 'bool(self)', 'len(self)')}")
        w.put("try:", f"    print({w.pick('repr', 'str', 'hash', 'bool', 'len')}({name}()) is None)", "except RecursionError as error:", "    print('recursion')", "except Exception as error:", "    print(type(error).__name__)")
    elif kind == 2:
        w.put(f"{name} = []", f"for _ in range({w.int(3, 9)}): {name} = [{name}, {{1: {name}}}]", f"print(len(repr({name})))", f"loop = [1]; loop.append(loop); print(loop, loop == loop)", "d = {}; d['d'] = d; print(d)")
    elif kind == 3:
        w.put(f"def {name}(n):", "    try:", f"        return {name}(n + 1)", "    except RecursionError:", "        return 'bottom'", f"print({name}(0))")
    elif kind == 4:
        w.put("import sys", f"limit = sys.getrecursionlimit()", f"def {name}(n): return 0 if n == 0 else {name}(n - 1)", f"sys.setrecursionlimit({w.int(60, 200)})", "try:", f"    print({name}({w.int(10, 40)}))", f"    print({name}(500))", "except RecursionError as error:", "    print(error)", "finally:", "    sys.setrecursionlimit(limit)")
    elif kind == 5:
        w.put(f"def {name}(n):", "    if n: yield n", f"    if n: yield from {name}(n - 1)", f"print(sum({name}({w.int(3, 60)})))", "try:", f"    print(sum({name}(5000)))", "except RecursionError: print('too deep')")
    else:
        w.put(f"even = lambda n: n == 0 or odd(n - 1)", f"odd = lambda n: n != 0 and even(n - 1)", f"print(even({w.int(0, 100)}), odd({w.int(0, 100)}))", f"def {name}(a, b): return (b + 1 if a == 0 else {name}(a - 1, 1) if b == 0 else {name}(a - 1, {name}(a, b - 1)))", f"print({name}({w.int(0, 2)}, {w.int(0, 4)}))")
