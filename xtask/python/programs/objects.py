"""Sections about classes: inheritance, metaclasses, descriptors, slots, special methods, protocols."""

BINARY = {"add": "+", "sub": "-", "mul": "*", "truediv": "/", "floordiv": "//", "mod": "%", "pow": "**", "matmul": "@", "lshift": "<<", "rshift": ">>", "and": "&", "or": "|", "xor": "^"}
COMPARE = {"eq": "==", "ne": "!=", "lt": "<", "le": "<=", "gt": ">", "ge": ">="}


def hierarchy(w):
    names = []
    meta = None
    if w.chance(45):
        meta = w.fresh("Meta")
        with w.block(f"class {meta}(type):"):
            if w.chance(60):
                w.put("def __new__(mcls, name, bases, ns, **kw):", "    print('new', name, [b.__name__ for b in bases], sorted(k for k in ns if k[:2] != '__'), kw)", "    return super().__new__(mcls, name, bases, ns)")
                w.put("def __init__(cls, name, bases, ns, **kw):", "    super().__init__(name, bases, ns)", "    print('init', cls.__name__, sorted(kw))")
            if w.chance(35):
                w.put("@classmethod", "def __prepare__(mcls, name, bases, **kw):", "    print('prepare', name, kw)", "    return {'prepared': name}")
            if w.chance(35):
                w.put("def __call__(cls, *args, **kw):", "    print('call', cls.__name__, args)", "    return super().__call__(*args, **kw)")
            if w.chance(30):
                w.put("def __instancecheck__(cls, one): return hasattr(one, 'mark') and cls.__name__[-1] in '02468'")
            if w.chance(25):
                w.put("def __getattr__(cls, name): return f'{cls.__name__}?{name}'")
            if w.chance(25):
                w.put(f"def __len__(cls): return {w.int(0, 9)}", "def __iter__(cls): return iter(cls.__name__)", "def __contains__(cls, x): return x == 1")
            if w.chance(25):
                w.put(f"@property", "def tag(cls): return cls.__name__.lower()")
            if w.chance(25):
                w.put("def mro(cls):", "    found = super().mro()", "    print('mro of', cls.__name__)", "    return found")
    for at in range(w.int(2, 6)):
        name = w.fresh("C")
        bases = w.rng.sample(names, min(len(names), w.int(0, 3)))
        if w.chance(12):
            bases.append(w.pick("int", "str", "list", "dict", "tuple", "Exception", "object", "set", "float"))
        head = list(bases)
        if meta and not bases and w.chance(70):
            head.append(f"metaclass={meta}")
        if w.chance(12):
            head.append(f"flag={w.int(0, 3)}")
        w.put("try:")
        w.level += 1
        with w.block(f"class {name}({', '.join(head)}):"):
            members(w, name)
        w.level -= 1
        with w.block("except Exception as error:"):
            w.put(f"print('no', {name!r}, type(error).__name__, error)", f"{name} = None")
        with w.block(f"if {name} is not None:"):
            w.put(f"print({name}.__name__, {name}.__qualname__, [c.__name__ for c in {name}.__mro__], {name}.__bases__ == ())")
        names.append(name)
    for name in names:
        if w.chance(75):
            with w.block(f"if {name} is not None:"):
                with w.block("try:"):
                    one = w.fresh("o")
                    w.put(f"{one} = {name}({w.pick('', '', str(w.int(0, 4)), '1, 2')})")
                    for _ in range(w.int(2, 6)):
                        use = w.pick(
                            f"{one}.method({w.int(0, 9)})", f"{one}.method()", f"{one}.chain()", f"{one}.value", f"{one}.made(1)", f"{one}.fixed(2)", f"{name}.made(3)", f"{name}.fixed(4)", f"{one}.missing",
                            f"{one}.prop", f"{one}.cached", f"setattr({one}, 'prop', {w.int(0, 9)}), {one}.prop", f"setattr({one}, 'value', {w.int(0, 9)}), {one}.value", f"delattr({one}, 'value')", f"vars({one})", f"isinstance({one}, {w.of(names)} or int)",
                            f"issubclass({name}, {w.of(names)} or int)", f"{name}.registry", f"{one}.field", f"setattr({one}, 'field', {w.pick('1', repr('s'), '-1')}), {one}.field", f"len({name})", f"list({name})", f"{name}.tag", f"{one}.tag", f"repr({one})[:3], str({one})[:3]", f"super({name}, {one}).method(5)", f"type({one}).__name__, {one}.__class__.__name__", f"{one}.__slots__", f"hash({one}) == hash({one})", f"{one} == {one}, {one} != 3", f"bool({one})", f"sorted(k for k in dir({one}) if k[0] != '_')",
                        )
                        w.guarded(f"print({use})")
                with w.block("except Exception as error:"):
                    w.put(f"print('made no', {name!r}, type(error).__name__, error)")


def members(w, name):
    if w.chance(50):
        w.put(f"value = {w.int(0, 99)}")
    if w.chance(40):
        w.put("mark = 1")
    if w.chance(20):
        w.put(f"__slots__ = {w.pick('(' + repr('value2') + ', ' + repr('a') + ')', repr('single'), '()', '[' + repr('a') + ', ' + repr('__dict__') + ']', '(' + repr('value') + ',)')}")
    if w.chance(45):
        w.put("def __init__(self, *args):")
        w.put(f"    print('init of', {name!r}, args)", w.pick("    super().__init__()", "    super().__init__(*args)", "    self.args = args", "    self.value = args"))
    if w.chance(60):
        w.put(f"def method(self, n={w.int(0, 4)}):", f"    return {name!r}, n, {w.pick('self.value', 'super().method(n + 1)', '__class__.__name__', 'type(self).__name__', 'n * 2')}")
    if w.chance(40):
        w.put("def chain(self):", f"    below = getattr(super(), 'chain', lambda: [])", f"    return [{name!r}] + below()")
    if w.chance(30):
        w.put("@classmethod", f"def made(cls, n): return cls.__name__, n, {name!r}")
    if w.chance(30):
        w.put("@staticmethod", "def fixed(n): return n * 3")
    if w.chance(35):
        w.put("@property", f"def prop(self): return getattr(self, '_prop', {w.int(0, 9)})")
        if w.chance(60):
            w.put("@prop.setter", "def prop(self, new):", "    self._prop = new * 2")
        if w.chance(30):
            w.put("@prop.deleter", "def prop(self): print('deleted')")
    if w.chance(25):
        w.put("class Field:", "    def __set_name__(self, owner, name): self.name = '_' + name; print('named', owner.__name__, name)", "    def __get__(self, one, owner=None): return self.name if one is None else one.__dict__.get(self.name, 'unset')")
        if w.chance(60):
            w.put("    def __set__(self, one, new):", "        if new == -1: raise ValueError('no')", "        one.__dict__[self.name] = new")
        w.put("field = Field()")
    if w.chance(20):
        w.put("registry = []", "def __init_subclass__(cls, flag=None, **kw):", "    super().__init_subclass__(**kw)", f"    print('subclass', cls.__name__, 'of', {name!r}, flag)")
    if w.chance(15):
        w.put("def __getattr__(self, name):", "    if name[0] == '_': raise AttributeError(name)", "    return 'dynamic ' + name")
    if w.chance(8):
        w.put("def __getattribute__(self, name):", "    found = object.__getattribute__(self, name)", "    return found if name[0] == '_' or callable(found) else ('got', found)")
    if w.chance(10):
        w.put("def __setattr__(self, name, new):", "    print('set', name)", "    object.__setattr__(self, name, new)")
    if w.chance(15):
        w.put(f"def __eq__(self, other): return {w.pick('True', 'NotImplemented', 'type(self) is type(other)')}")
        if w.chance(40):
            w.put("def __hash__(self): return 7")
    if w.chance(15):
        w.put(f"def __{w.pick('repr', 'str')}__(self): return {name!r} + '!'")
    if w.chance(10):
        w.put(f"def __bool__(self): return {w.pick('True', 'False', '1')}")
    if w.chance(10):
        w.put(f"def __class_getitem__(cls, item): return cls.__name__, item")


def operators(w):
    """Reflected forms, NotImplemented, subclasses first, in-place forms."""
    ops = w.rng.sample(sorted(BINARY), w.int(2, 5))
    compares = w.rng.sample(sorted(COMPARE), w.int(0, 4))
    names = []
    for _ in range(w.int(2, 3)):
        name = w.fresh("Op")
        base = w.of(names) if names and w.chance(40) else w.pick("", "", "", "int", "float", "str") if not names else ""
        with w.block(f"class {name}({base}):" if base else f"class {name}:"):
            for op in ops:
                for prefix in ("", "r", "i"):
                    if w.chance(50):
                        answer = w.pick(f"({name!r}, '{prefix}{op}')", f"({name!r}, '{prefix}{op}')", "NotImplemented", "self" if prefix == "i" else f"'{prefix}{op}'")
                        w.put(f"def __{prefix}{op}__(self, other, *rest): return {answer}")
            for op in compares:
                w.put(f"def __{op}__(self, other): return {w.pick('True', 'False', 'NotImplemented', repr(op), '[]')}")
            for op in ("neg", "pos", "invert", "abs", "index", "int", "float", "complex", "round", "bool", "len", "hash", "contains", "format", "bytes"):
                if w.chance(18):
                    args = {"contains": ", item", "round": ", n=None", "format": ", spec"}.get(op, "")
                    answer = w.pick(str(w.int(0, 4)), "'text'", "1.5", "True", "-1", "b'b'", "None", "2j")
                    w.put(f"def __{op}__(self{args}): return {answer}")
            w.put(f"def __repr__(self): return {name!r}")
        names.append(name)
    values = [f"{name}()" for name in names] + ["1", "2.5", "'s'", "None", "[1]"]
    for _ in range(w.int(6, 14)):
        a, b = w.of(values[:len(names)]), w.of(values)
        if w.chance(35):
            a, b = b, a
        kind = w.int(0, 5)
        if kind < 3:
            w.shown(f"{a} {BINARY[w.of(ops)]} {b}")
        elif kind == 3 and compares:
            w.shown(f"{a} {COMPARE[w.of(compares)]} {b}")
        elif kind == 4:
            one = w.fresh("v")
            w.put(f"{one} = {a}")
            w.guarded(f"{one} {BINARY[w.of(ops)]}= {b}")
            w.put(f"print({one})")
        else:
            a = w.of(values[:len(names)])
            w.shown(w.pick(f"-{a}", f"+{a}", f"~{a}", f"abs({a})", f"int({a})", f"float({a})", f"complex({a})", f"[1, 2, 3][{a}]", f"round({a})", f"round({a}, 1)", f"bool({a})", f"len({a})", f"hash({a}) is not None", f"1 in {a}", f"format({a}, 'x')", f"f'{{{a}!s:>5}}'", f"range({a})", f"'ab' * {a}", f"bytes({a})", f"divmod({a}, 2)", f"pow({a}, 2, 5)", f"hex({a})", f"chr({a})", f"sum([{a}, 1])", f"sorted([{a}, {a}])", f"max({a}, 1)", f"{a} is {a}, {a} == {a}", f"[{a}].index(1)", f"{a} in [{a}]"))


def protocols(w):
    """Iteration, containment, calls, context, item access, with odd answers among the right ones."""
    name = w.fresh("Proto")
    odd = w.chance(35)
    with w.block(f"class {name}:"):
        w.put("def __init__(self, items): self.items = list(items)")
        if w.chance(60):
            w.put("def __iter__(self):")
            w.put(w.pick("    return iter(self.items)", "    yield from self.items", "    return self", "    return iter(self.items[::-1])") if not odd else w.pick("    return 5", "    return [1]", "    raise ValueError('iter')", "    return iter(self.items)"))
        if w.chance(50):
            w.put("def __next__(self):", "    if not self.items: raise StopIteration", "    return self.items.pop()")
        if w.chance(60):
            w.put("def __getitem__(self, key):", "    print('get', key)" if w.chance(50) else "    pass", "    return self.items[key]")
        if w.chance(50):
            w.put("def __setitem__(self, key, value):", "    print('set', key, value)", "    self.items[key] = value")
        if w.chance(40):
            w.put("def __delitem__(self, key):", "    print('del', key)", "    del self.items[key]")
        if w.chance(60):
            w.put(f"def __len__(self): return {'len(self.items)' if not odd else w.pick('-1', repr('x'), '2.0', 'True', '10**30')}")
        if w.chance(40):
            w.put(f"def __contains__(self, item): return {w.pick('item in self.items', repr('yes'), '0', 'None')}")
        if w.chance(30):
            w.put("def __reversed__(self): return iter(self.items[::-1])")
        if w.chance(30):
            w.put("def __missing__(self, key): return 'missing'")
        if w.chance(40):
            w.put("def __call__(self, *args, **kw): return args, kw")
        if w.chance(30):
            w.put(f"def __length_hint__(self): return {w.pick('2', '-1', repr('x'), 'NotImplemented', '5')}")
        if w.chance(30):
            w.put(f"def __bool__(self): return {w.pick('False', 'True', '1', repr('x')) if odd else 'False'}")
        if w.chance(30):
            w.put(f"def __index__(self): return {w.pick('1', '2', repr('x'), '1.5') if odd else '1'}")
        if w.chance(25):
            w.put(f"def __enter__(self): return 'entered'", f"def __exit__(self, *rest): print('exit', rest[0] and rest[0].__name__); return {w.pick('True', 'False')}")
        if w.chance(20):
            w.put(f"def __dir__(self): return {w.pick('[' + repr('b') + ', ' + repr('a') + ']', '(' + repr('z') + ',)', '5')}")
        if w.chance(20):
            w.put(f"def __hash__(self): return {w.pick('1', '2**70', repr('x'), '-1')}")
        w.put(f"def __repr__(self): return f'{name}({{self.items}})'")
    for _ in range(w.int(6, 14)):
        one = f"{name}({w.pick(w.numbers(0, 4), w.words(0, 3), '(1, 2, 3)', repr('abc'))})"
        w.shown(w.pick(
            f"list({one})", f"tuple({one})", f"[x for x in {one}]", f"1 in {one}", f"'a' not in {one}", f"len({one})", f"bool({one})", f"{one}[0]", f"{one}[1:2]", f"{one}[-1]", f"{one}['k']", f"list(reversed({one}))", f"sorted({one})", f"max({one})", f"dict(enumerate({one}))", f"next(iter({one}))",
            f"(lambda *a: a)(*{one})", f"[*{one}, *{one}]", f"{one}(1, k=2)", f"list(zip({one}, {one}))", f"sum({one})", f"','.join({one})", f"any({one}), all({one})", f"[10, 20, 30][{one}]", f"isinstance(hash({one}), int)", f"{{{one}: 1}}", f"dir({one})", f"set({one})", f"list(map(repr, {one}))", f"list(filter(None, {one}))", f"next({one}, 'none')", f"iter({one}) is None", f"range({one})", f"not {one}", f"{one} or 'else'", f"str({one}), '{{!r:>20}}'.format({one})", f"bytes({one})", f"bytearray({one})", f"dict({one})", f"(lambda **k: k)(**{one})", f"{one}.items.__len__()", f"[].extend({one})", f"list(iter({one}.items.pop, 1))[:2]",
        ))
    one = w.fresh("p")
    w.put(f"{one} = {name}([1, 2, 3])")
    for statement in w.rng.sample([f"a, b, c = {one}", f"a, *b = {one}", f"(a, b) = {one}", f"{one}[0] = 5", f"{one}[0] += 1", f"del {one}[0]", f"{one}[1:] = [9, 9]", f"for x in {one}: print('x', x)", f"with {one} as got: print(got); raise ValueError", f"{one}.items, z = {one}", f"del {one}[5]", f"[{one}[0], y] = 1, 2"], w.int(2, 6)):
        w.guarded(statement)
    w.put(f"print({one}.items)")


def decorators(w):
    name = w.fresh("deco")
    with w.block(f"def {name}(tag, times=1):"):
        w.put(f"print('made', tag)")
        with w.block("def decorate(target):"):
            w.put("print('decorating', target.__name__, tag)")
            with w.block("def wrapper(*args, **kw):"):
                w.put("print('before', tag)")
                with w.block("try:"):
                    w.put("return [target(*args, **kw) for _ in range(times)][-1]")
                with w.block("finally:"):
                    w.put("print('after', tag)")
            w.put(w.pick("wrapper.__name__ = target.__name__", "wrapper.__wrapped__ = target", "wrapper.tag = tag"), w.pick("return wrapper", "return wrapper", "return wrapper if callable(target) else target"))
        w.put("return decorate")
    func = w.fresh("func")
    for at in range(w.int(1, 3)):
        w.put(f"@{name}({at}{w.pick('', ', times=2', ', 0')})")
    w.put(f"def {func}(a, b={w.int(0, 5)}, *rest, c=3, **kw):", f"    print({func!r}, a, b, rest, c, kw)", f"    return {w.arithmetic(['a', 'b', 'c'])}")
    for _ in range(w.int(1, 4)):
        w.shown(f"{func}({w.pick('1', '1, 2', '1, 2, 3', '', '1, c=5', '1, z=0, c=1', '*range(2)')})")
    w.put(f"print({func}.__name__, {func}.__dict__.keys())")
    cls = w.fresh("Counted")
    with w.block(f"class {cls}:"):
        w.put("def __init__(self, f): self.f, self.calls = f, 0", "def __call__(self, *a): self.calls += 1; return self.f(*a)", "def __get__(self, one, owner): return self if one is None else lambda *a: self(one, *a)")
    host = w.fresh("Host")
    with w.block(f"class {host}:"):
        w.put(f"@{cls}", "def method(self, n): return n + 1", "@staticmethod" if w.chance(50) else "@classmethod", f"@{cls}", "def other(*a): return len(a)")
    w.shown(f"{host}().method(1), {host}().method(2), {host}.method.calls, {host}.other(1), {host}().other(1, 2)")


def attributes(w):
    """Slots, __class__ assignment, type(), weak rules of attributes."""
    a, b = w.fresh("S"), w.fresh("S")
    slots = w.rng.sample(["x", "y", "z", "__dict__", "_p", "__q"], w.int(1, 4))
    with w.block(f"class {a}:"):
        w.put(f"__slots__ = {slots!r}")
        if w.chance(30):
            w.put("def __init__(self, **kw):", "    for k, v in kw.items(): setattr(self, k, v)")
    with w.block(f"class {b}({a}):"):
        w.put(w.pick("pass", "__slots__ = ()", f"__slots__ = ('w',)", "v = 1"))
    one = w.fresh("s")
    w.put(f"{one} = {w.pick(a, b)}()")
    for name in w.rng.sample(["x", "y", "z", "w", "v", "_p", "other", "__dict__", f"_{a}__q"], w.int(3, 7)):
        w.guarded(f"{one}.{name} = {w.int(0, 9)}")
        w.shown(f"{one}.{name}")
        if w.chance(30):
            w.guarded(f"del {one}.{name}")
            w.shown(f"{one}.{name}")
    w.shown(f"{a}.x, {a}.__slots__, sorted(n for n in {a}.__dict__ if n[:2] != '__')")
    w.guarded(f"{one}.__class__ = {w.pick(a, b, 'int', '5', 'type(' + repr('N') + ', (), {})')}")
    w.put(f"print(type({one}).__name__)")
    w.shown(w.pick(f"type('T', ({a},), {{'n': 1}})().n", "type('T', (int,), {'__slots__': ('a',)})", "type('T', (tuple,), {'__slots__': ('a',)})", "type('A B', (), {}).__name__", "type('T', (bool,), {})", "type('T', (5,), {})", "type('T', (), 5)", "type(1, (), {})", f"type('T', ({a}, {b}), {{}})", f"type('T', ({b}, {a}), {{}}).__mro__[1].__name__", "type('T', (object, object), {})", "type('T', (int, str), {})", "type('T', (), {'a': 1, '__slots__': ('a',)})", "type('T', (), {'__slots__': ('1a',)})", "type('T', (), {'__slots__': 5})"))
    w.shown(f"getattr({one}, 'nope', 'default'), hasattr({one}, 'nope'), hasattr({one}, '__dict__')")
    w.shown(w.pick(f"getattr({one}, 5)", f"setattr({one}, 'a b', 1)", f"delattr({one}, 'nope')", f"{one}.nope", f"{a}.nope", f"object().x", f"setattr(int, 'x', 1)", f"(5).real, (5).imag, (5).x", f"None.x", f"{one}.method()", f"print.x", f"len.__name__, len.__self__", f"{one}.__class__.__name__, {one}.__module__", f"vars({one})", f"vars(5)", f"[].appendd", f"''.jion", f"{{}}.kyes()"))
