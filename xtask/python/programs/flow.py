"""Sections of control flow: mazes of try, loops, generators, coroutines, matches, closures."""


def statements(w, names, depth, budget, loop, function, raising=True):
    """Random statements over integer names; everything that happens is appended to `log`."""
    for _ in range(w.int(1, 3)):
        if budget[0] <= 0:
            return
        budget[0] -= 1
        mark = w.fresh("")
        kind = w.int(0, 17)
        if kind < 4 or depth == 0:
            w.put(f"log.append(({mark}, {w.of(names)}))")
        elif kind < 7:
            target = w.of(names)
            if w.chance(30):
                w.put(f"{target} {w.pick('+=', '-=', '*=', '^=', '|=')} {w.arithmetic(names, 1)}")
            else:
                w.put(f"{target} = {w.arithmetic(names)} % 1000")
        elif kind == 7:
            with w.block(f"if {w.condition(names)}:"):
                statements(w, names, depth - 1, budget, loop, function, raising)
            while w.chance(25):
                with w.block(f"elif {w.condition(names)}:"):
                    statements(w, names, depth - 1, budget, loop, function, raising)
            if w.chance(50):
                with w.block("else:"):
                    statements(w, names, depth - 1, budget, loop, function, raising)
        elif kind == 8:
            with w.block(f"for {w.of(names)} in range({w.int(0, 4)}):"):
                statements(w, names, depth - 1, budget, True, function, raising)
            if w.chance(40):
                with w.block("else:"):
                    statements(w, names, depth - 1, budget, loop, function, raising)
        elif kind == 9:
            counter = w.fresh("i")
            w.put(f"{counter} = {w.int(0, 4)}")
            with w.block(f"while {counter}:"):
                w.put(f"{counter} -= 1")
                statements(w, names, depth - 1, budget, True, function, raising)
            if w.chance(40):
                with w.block("else:"):
                    statements(w, names, depth - 1, budget, loop, function, raising)
        elif kind < 13 and raising:
            maze(w, names, depth, budget, loop, function)
        elif kind == 13 and loop:
            with w.block(f"if {w.condition(names)}:"):
                w.put(w.pick("break", "continue"))
        elif kind == 14 and function:
            with w.block(f"if {w.condition(names)}:"):
                w.put(f"return {w.arithmetic(names)}")
        elif kind == 15 and raising:
            with w.block(f"if {w.condition(names)}:"):
                w.put(f"raise {w.error()}" + w.pick("", "", " from None", f" from {w.error()}"))
        elif kind == 16 and raising:
            with w.block(f"with Manager({mark}, {w.pick('False', 'False', 'True')}) as {w.of(names)}:"):
                statements(w, names, depth - 1, budget, loop, function, raising)
        else:
            w.put(f"log.append(({mark}, [i for i in range({w.int(0, 5)}) if {w.condition(['i'])}]))")


def maze(w, names, depth, budget, loop, function):
    with w.block("try:"):
        statements(w, names, depth - 1, budget, loop, function)
        if w.chance(40):
            w.put(f"raise {w.error()}" if w.chance(60) else f"log.append({w.int(1, 9)} // {w.of(names)})")
    handlers = w.int(0, 2)
    for _ in range(handlers):
        classes = w.pick("ValueError", "(KeyError, ZeroDivisionError)", "LookupError", "ArithmeticError", "(TypeError, RuntimeError)", "OSError", "Exception")
        name = w.fresh("e")
        with w.block(f"except {classes} as {name}:" if w.chance(70) else f"except {classes}:"):
            w.put(f"log.append(('caught', {w.fresh('')}))")
            statements(w, names, depth - 1, budget, loop, function)
            if w.chance(15):
                w.put("raise")
    if handlers and w.chance(30):
        with w.block("else:"):
            statements(w, names, depth - 1, budget, loop, function)
    if not handlers or w.chance(50):
        with w.block("finally:"):
            w.put(f"log.append(('finally', {w.fresh('')}))")
            statements(w, names, depth - 1, budget, loop, function)


MANAGER = """
log = []
class Manager:
    def __init__(self, mark, swallow):
        self.mark, self.swallow = mark, swallow
    def __enter__(self):
        log.append(('enter', self.mark))
        return self.mark
    def __exit__(self, kind, value, trace):
        log.append(('exit', self.mark, kind and kind.__name__))
        return self.swallow
def chain(error, depth=0):
    while error is not None and depth < 8:
        yield f"{type(error).__name__}({error})" + ('!' if error.__suppress_context__ else '') + str(error.__traceback__.tb_lineno if error.__traceback__ else None)
        error, depth = error.__cause__ or error.__context__, depth + 1
""".strip()


def mazes(w):
    w.put(MANAGER)
    for _ in range(w.int(1, 3)):
        name = w.fresh("maze")
        with w.block(f"def {name}(a, b):"):
            statements(w, ["a", "b"], 4, [w.int(8, 40)], False, True)
        calls = ", ".join(f"({w.int(-3, 9)}, {w.int(-3, 9)})" for _ in range(w.int(1, 4)))
        with w.block(f"for pair in [{calls}]:"):
            w.put("log.clear()")
            with w.block("try:"):
                w.put(f"print({name!r}, {name}(*pair), log)")
            with w.block("except BaseException as error:"):
                w.put("print(list(chain(error)), log)")
                w.put("at = error.__traceback__", "where = []", "while at:", "    where.append(at.tb_lineno - at.tb_frame.f_code.co_firstlineno)", "    at = at.tb_next", "print(where)")


def loops(w):
    names = ["a", "b", "c"]
    name = w.fresh("run")
    with w.block(f"def {name}(a, b, c=3):"):
        w.put("log = []")
        statements(w, names, 4, [w.int(10, 40)], False, True, raising=False)
        w.put("return a, b, c, log")
    for _ in range(w.int(1, 4)):
        w.shown(f"{name}({w.int(-5, 9)}, {w.int(0, 9)})")


def generators(w):
    name = w.fresh("gen")
    with w.block(f"def {name}(a, b):"):
        body(w, ["a", "b"], 3, [w.int(5, 14)], "yield")
        if w.chance(50):
            w.put(f"return {w.arithmetic(['a', 'b'])}")
    if w.chance(40):
        outer = w.fresh("outer")
        with w.block(f"def {outer}(a, b):"):
            with w.block("try:"):
                w.put(f"got = yield from {name}(a, b)", "print('got', got)", "yield a")
            if w.chance(60):
                with w.block(f"except {w.pick('ValueError', 'KeyError', 'GeneratorExit', 'Exception')} as error:"):
                    w.put("print('outer', type(error).__name__)")
                    if w.chance(40):
                        w.put("yield 'late'")
                    if w.chance(40):
                        w.put("raise")
            with w.block("finally:"):
                w.put("print('outer ends')")
        name = outer
    g = w.fresh("g")
    w.put(f"{g} = {name}({w.int(0, 5)}, {w.int(0, 5)})")
    steps(w, g, ["next({g})", "{g}.send({v})", "{g}.send(None)", "{g}.throw({e})", "{g}.throw({c})", "{g}.close()", "list({g})"])
    w.put(f"print({g}.gi_running, {g}.gi_frame is None, {g}.gi_yieldfrom, {g}.__name__)")


def steps(w, g, forms):
    for _ in range(w.int(3, 9)):
        form = w.of(forms) if w.chance(60) else forms[0]
        call = form.format(g=g, v=w.int(0, 9), e=w.error(), c=w.pick("ValueError", "KeyError", "GeneratorExit", "RuntimeError"))
        with w.block("try:"):
            w.put(f"print({call!r}, '->', {call})")
        with w.block("except BaseException as error:"):
            w.put("print(type(error).__name__, error.args, type(error.__cause__).__name__, type(error.__context__).__name__)")


def body(w, names, depth, budget, word):
    """Statements of a generator or coroutine. `word` is what suspends it."""
    for _ in range(w.int(1, 4)):
        if budget[0] <= 0:
            return
        budget[0] -= 1
        kind = w.int(0, 9)
        pause = {"yield": f"(yield {w.of(names)})", "await": f"await Pause({w.of(names)})", "async": w.pick(f"(yield {w.of(names)})", f"await Pause({w.of(names)})")}[word]
        if kind < 4 or depth == 0:
            w.put(w.pick(f"print('sent', {pause})", f"{w.of(names)} = {pause} or {w.int(0, 3)}", pause))
        elif kind == 4:
            with w.block(f"for {w.of(names)} in range({w.int(1, 3)}):"):
                body(w, names, depth - 1, budget, word)
        elif kind == 5:
            with w.block(f"if isinstance({w.of(names)}, int) and {w.condition(['len(' + repr(w.of(names)) + ')'], 0)}:"):
                body(w, names, depth - 1, budget, word)
        elif kind < 9:
            with w.block("try:"):
                body(w, names, depth - 1, budget, word)
            if w.chance(60):
                with w.block(f"except {w.pick('ValueError', 'KeyError', '(TypeError, RuntimeError)', 'GeneratorExit', 'Exception')} as error:"):
                    w.put("print('inside', type(error).__name__, error.args)")
                    if w.chance(50):
                        body(w, names, depth - 1, budget, word)
                    if w.chance(25):
                        w.put(w.pick("raise", "raise KeyError('new')", "raise StopIteration(5)", "return"))
                if w.chance(40):
                    with w.block("finally:"):
                        w.put(f"print('finally', {w.fresh('')})")
                        if w.chance(20):
                            w.put(pause)
            else:
                with w.block("finally:"):
                    w.put(f"print('finally', {w.fresh('')})")
        else:
            w.put(f"print([i for i in range({w.int(0, 4)})])")


PAUSE = """
class Pause:
    def __init__(self, value):
        self.value = value
    def __await__(self):
        got = yield self.value
        return got
def drive(coroutine, sends):
    for value in sends:
        try:
            if isinstance(value, BaseException) or isinstance(value, type):
                print('threw', coroutine.throw(value))
            else:
                print('step', coroutine.send(value))
        except StopIteration as stop:
            print('returned', stop.value)
            break
        except BaseException as error:
            print('raised', type(error).__name__, error.args, type(error.__cause__).__name__)
            break
    coroutine.close()
""".strip()


def coroutines(w):
    w.put(PAUSE)
    inner, outer = w.fresh("inner"), w.fresh("outer")
    with w.block(f"async def {inner}(a, b):"):
        body(w, ["a", "b"], 3, [w.int(4, 10)], "await")
        w.put("return a, b")
    agen = w.fresh("agen")
    with w.block(f"async def {agen}(a, b):"):
        body(w, ["a", "b"], 3, [w.int(3, 8)], "async")
        w.put("yield 'end'")
    manager = w.fresh("Context")
    with w.block(f"class {manager}:"):
        with w.block("async def __aenter__(self):"):
            w.put("print('aenter', await Pause('in'))", "return self")
        with w.block("async def __aexit__(self, kind, value, trace):"):
            w.put("print('aexit', kind and kind.__name__, await Pause('out'))", f"return {w.pick('True', 'False', 'None')}")
    with w.block(f"async def {outer}(a, b):"):
        for _ in range(w.int(1, 3)):
            kind = w.int(0, 4)
            if kind == 0:
                w.put(f"print('inner', await {inner}(a, {w.int(0, 4)}))")
            elif kind == 1:
                with w.block(f"async for item in {agen}(a, b):"):
                    w.put("print('item', item)")
                    if w.chance(40):
                        w.put(w.pick("if item == 'end': break", "a = item", "await Pause(item)"))
                if w.chance(40):
                    with w.block("else:"):
                        w.put("print('all')")
            elif kind == 2:
                with w.block(f"async with {manager}() as got{w.pick('', ', ' + manager + '()')}:"):
                    w.put(f"print('body', await Pause({w.int(0, 9)}))")
                    if w.chance(50):
                        w.put(f"raise {w.error()}")
            elif kind == 3:
                w.put(f"print([{w.pick('i', '(i, await Pause(i))')} async for i in {agen}(a, {w.int(0, 3)}) if {w.pick('True', 'i', 'await Pause(7) or True')}])")
            else:
                w.put(f"print({{i: j async for i, j in pairs({w.int(0, 3)})}}, [await Pause(i) for i in range({w.int(0, 3)})])")
        w.put("return a")
    with w.block("async def pairs(n):"):
        with w.block("for i in range(n):"):
            w.put("yield i, i * i")
    for _ in range(w.int(1, 3)):
        sends = ", ".join(["None"] + [w.pick("None", str(w.int(0, 9)), w.pick("ValueError", "KeyError('k')", "RuntimeError")) for _ in range(w.int(2, 10))])
        w.put(f"drive({outer}({w.int(0, 4)}, {w.int(0, 4)}), [{sends}])")
    g = w.fresh("ag")
    w.put(f"{g} = {agen}(1, 2)")
    for _ in range(w.int(1, 5)):
        call = w.pick(f"{g}.asend(None)", f"{g}.__anext__()", f"{g}.asend({w.int(0, 9)})", f"{g}.athrow({w.pick('ValueError', 'KeyError', 'GeneratorExit')})", f"{g}.aclose()")
        w.put(f"one = {call}")
        with w.block("try:"):
            with w.block(f"while True:"):
                w.put(f"print(one.send({w.pick('None', 'None', '3')}))")
        with w.block("except BaseException as error:"):
            w.put("print(type(error).__name__, error.args)")


def matches(w):
    name = w.fresh("matched")
    cls = w.fresh("Point")
    with w.block(f"class {cls}:"):
        w.put(f"__match_args__ = {w.pick('(' + repr('x') + ', ' + repr('y') + ')', '(' + repr('x') + ',)', '(' + repr('y') + ', ' + repr('x') + ')')}")
        with w.block("def __init__(self, x, y):"):
            w.put("self.x, self.y = x, y")
        w.put("def __repr__(self): return f'P({self.x}, {self.y})'")
    with w.block("class Names:"):
        w.put("ONE = 1", "WORD = 'alpha'", "NOTHING = None")
    with w.block(f"def {name}(subject):"):
        with w.block(f"match {w.pick('subject', 'subject,', '(subject, len(repr(subject)) % 3)', '[subject]', 'subject')}:"):
            for at in range(w.int(2, 7)):
                bound = []
                text = pattern(w, 3, bound, cls)
                guard = f" if {w.condition(['len(repr(' + w.of(bound) + '))'], 0)}" if bound and w.chance(25) else ""
                with w.block(f"case {text}{guard}:"):
                    w.put(f"return {at}, {', '.join(bound) or 'None'}")
        w.put("return 'nothing'")
    subjects = ["1", "'alpha'", "None", "True", "[1, 2]", "(1, [2, 3])", "[]", "()", "{'a': 1}", "{'a': 1, 'b': [2]}", "{}", f"{cls}(1, 2)", f"{cls}({cls}(0, 1), 'alpha')", "2.0", "b'x'", "'ab'", "range(3)", "[1, 2, 3, 4]", "-1", "1+2j", "{1: 2, 'x': None}", "bytearray(b'a')", "3"]
    chosen = w.rng.sample(subjects, w.int(4, 14))
    with w.block(f"for subject in [{', '.join(chosen)}]:"):
        w.guarded(f"print(subject, {name}(subject))")


def pattern(w, depth, bound, cls, inside=False):
    """A pattern; at the top none that takes everything, which may only stand last."""
    kind = w.int(0, 12)
    if depth == 0 or kind < 4:
        one = w.pick("1", "'alpha'", "None", "True", "False", "-1", "2.0", "b'x'", "1+2j", "Names.ONE", "Names.WORD", "Names.NOTHING", "_", "", "")
        if inside or one not in ("_", ""):
            return one or capture(w, bound)
        return w.pick("[_]", "[_, *_]", "{}", "int()")
    inner = lambda: pattern(w, depth - 1, bound, cls, True)
    if kind < 7:
        items = [inner() for _ in range(w.int(0, 3))]
        if w.chance(40):
            items.insert(w.int(0, len(items)), "*_" if w.chance(50) else "*" + capture(w, bound))
        return w.pick("[{}]", "({})").format(", ".join(items) + ("," if len(items) == 1 else ""))
    if kind < 9:
        keys = w.rng.sample(["'a'", "'b'", "1", "'x'", "Names.WORD"], w.int(0, 2))
        items = [f"{key}: {inner()}" for key in keys]
        if w.chance(35):
            items.append("**" + capture(w, bound))
        return "{" + ", ".join(items) + "}"
    if kind == 9:
        return w.pick(lambda: f"{cls}()", lambda: f"{cls}({inner()})", lambda: f"{cls}(x={inner()})", lambda: f"{cls}({inner()}, y={inner()})", lambda: f"{cls}(y={inner()})")()
    if kind == 10:
        if w.chance(30):
            return f"{w.pick('int', 'str', 'float', 'list')}({capture(w, bound)})"
        return w.pick("int()", "str()", "float()", "list()", "dict()", "bool()", "tuple([1, _])", "bytes()", "object()")
    if kind == 11:
        parts = [w.pick("1", "'alpha'", "None", "int()", "[1, *_]", "{'a': _}", "str()", "2.0") for _ in range(w.int(2, 3))]
        return "(" + " | ".join(parts) + ")"
    inner = pattern(w, depth - 1, bound, cls)
    return f"({inner} as {capture(w, bound)})"


def capture(w, bound):
    name = w.fresh("c")
    bound.append(name)
    return name


def closures(w):
    name = w.fresh("make")
    with w.block(f"def {name}(a, b):"):
        w.put("total = 0", "history = []")
        inner = []
        for _ in range(w.int(1, 3)):
            one = w.fresh("inner")
            inner.append(one)
            with w.block(f"def {one}(x={w.pick('a', 'b', '1')}):"):
                w.put(f"nonlocal {w.pick('total', 'a', 'total, b')}")
                w.put(f"{'total' if 'total' in w.lines[-1] else 'a'} += {w.arithmetic(['x', 'b' if ', b' not in w.lines[-1] else 'x'], 1)}")
                w.put("history.append(total)")
                if w.chance(40):
                    deep = w.fresh("deep")
                    with w.block(f"def {deep}():"):
                        w.put("nonlocal history", f"history = history[-3:] + [{w.arithmetic(['x', 'a'], 1)}]", "return total, x")
                    w.put(f"return {deep}()")
                else:
                    w.put(f"return [lambda: (total, x, i) for i in range({w.int(1, 3)})][-1]()")
        w.put(f"return {', '.join(inner)}, lambda: (a, b, total, history)")
    made = w.fresh("made")
    w.put(f"{made} = {name}({w.int(0, 5)}, {w.int(1, 5)})")
    for _ in range(w.int(2, 6)):
        w.shown(f"{made}[{w.int(-1, 1)}]({w.pick('', '', str(w.int(0, 9)))})")
    w.put(f"print({made}[0].__closure__ and [c.cell_contents for c in {made}[0].__closure__ if not callable(c.cell_contents)], {made}[0].__code__.co_freevars)")
    counter = w.fresh("counter")
    w.put(f"{counter} = 0")
    bump = w.fresh("bump")
    with w.block(f"def {bump}(n):"):
        w.put(f"global {counter}", f"{counter} = {counter} {w.pick('+', '*', '-')} n", f"if n > 1: {bump}(n - 1)", f"return {counter}")
    w.shown(f"{bump}({w.int(1, 6)})")
    funcs = w.fresh("funcs")
    w.put(f"{funcs} = [lambda n=n: n * {w.int(2, 4)} for n in range({w.int(1, 4)})] + [lambda: {counter}]")
    w.put(f"print([f() for f in {funcs}])")


def comprehensions(w):
    data = w.fresh("data")
    w.put(f"{data} = {w.numbers(2, 7)}")
    for _ in range(w.int(2, 5)):
        kind = w.int(0, 8)
        cond = w.condition(["i"])
        if kind == 0:
            w.shown(f"[{w.arithmetic(['i'])} for i in {data} if {cond}]")
        elif kind == 1:
            w.shown(f"{{i % {w.int(2, 5)}: {w.arithmetic(['i', 'j'], 1)} for i in {data} for j in range({w.int(0, 3)})}}")
        elif kind == 2:
            w.shown(f"sorted({{{w.arithmetic(['i'])} for i in {data} if {cond}}})")
        elif kind == 3:
            w.shown(f"sum({w.arithmetic(['i'])} for i in {data} if {cond})")
        elif kind == 4:
            last = w.fresh("last")
            w.shown(f"[({last} := i) for i in {data} if {cond}], [{last}]" if w.chance(70) else f"any(({last} := i) > 3 for i in {data}), {last}")
        elif kind == 5:
            w.shown(f"[[{w.arithmetic(['i', 'j'])} for j in range({w.int(1, 3)}) if j != i] for i in {data}[:3]]")
        elif kind == 6:
            with w.block(f"class {w.fresh('Scope')}:"):
                w.put(f"size = {w.int(1, 4)}", "items = [i for i in range(size)]")
                w.guarded("other = [size for i in range(size)]")
                w.put("lazy = list(map(lambda i: i * 2, items))", "print(items, lazy, sorted(n for n in locals() if n[0] != '_'))")
        elif kind == 7:
            w.shown(f"[f(2) for f in [lambda x, i=i: x + i for i in {data}]], [f() for f in [lambda: i for i in {data}]]")
        else:
            w.shown(f"{{**{{i: i for i in {data}[:2]}}, **{w.dict(0)}, 'z': [*{data}[:1], *range(2)]}}")


def groups(w):
    """Exception groups and except*."""
    name = w.fresh("grouped")
    def tree(depth):
        items = []
        for _ in range(w.int(1, 3)):
            if depth and w.chance(35):
                items.append(tree(depth - 1))
            else:
                items.append(f"{w.pick('ValueError', 'KeyError', 'TypeError', 'OSError')}({w.int(0, 9)})")
        return f"ExceptionGroup({w.pick(repr('one'), repr('two'))}, [{', '.join(items)}])"
    with w.block(f"def {name}(error):"):
        with w.block("try:"):
            with w.block("try:"):
                w.put("raise error")
            for classes in w.rng.sample(["ValueError", "KeyError", "(TypeError, OSError)", "LookupError", "Exception"], w.int(1, 3)):
                with w.block(f"except* {classes} as group:"):
                    w.put("print('star', repr(group), type(group.__context__).__name__)")
                    if w.chance(30):
                        w.put(w.pick("raise", "raise group.exceptions[0]", "raise ValueError('in handler')", "raise RuntimeError from group"))
            if w.chance(30):
                with w.block("else:"):
                    w.put("print('else')")
            if w.chance(40):
                with w.block("finally:"):
                    w.put("print('finally')")
        with w.block("except BaseException as rest:"):
            w.put("print('rest', repr(rest), repr(rest.__context__)[:60], repr(rest.__cause__)[:60])")
    for _ in range(w.int(1, 3)):
        w.put(f"{name}({tree(2) if w.chance(80) else w.error()})")
    g = w.fresh("eg")
    w.put(f"{g} = {tree(2)}")
    w.shown(f"{g}.split({w.pick('ValueError', '(KeyError, OSError)', 'lambda e: bool(e.args[0] % 2) if not hasattr(e, ' + repr('exceptions') + ') else False')})")
    w.shown(f"{g}.subgroup({w.pick('TypeError', 'Exception', 'lambda e: True')}), {g}.derive([ValueError(1)]), {g}.message, len({g}.exceptions)")
    w.shown(w.pick("ExceptionGroup('x', [])", "ExceptionGroup('x', [1])", "ExceptionGroup('x', [KeyboardInterrupt()])", "BaseExceptionGroup('x', [ValueError()])", "ExceptionGroup(1, [ValueError()])", "BaseExceptionGroup('b', [KeyboardInterrupt(), ValueError(1)])"))


def last_words(w):
    """An uncaught exception at the end: its traceback is output, too."""
    names = [w.fresh("step") for _ in range(w.int(1, 4))]
    error = w.fresh("Trouble")
    with w.block(f"class {error}({w.pick('Exception', 'ValueError', 'KeyError', 'RuntimeError')}):"):
        if w.chance(30):
            w.put("def __str__(self): return " + w.pick("'words'", "'two\\nlines'", "1"))
    for at, name in enumerate(names):
        follow = names[at + 1] if at + 1 < len(names) else None
        with w.block(f"def {name}(n, data):"):
            if follow:
                call = w.pick(f"{follow}(n - 1, data)", f"[{follow}(i, data) for i in range(1)]", f"(lambda: {follow}(n, data))()", f"{{'k': {follow}(n, [n])}}['k']", f"next({follow}(i, data) for i in [n])", f"{follow}(\n    n,\n    data,\n)")
                kind = w.int(0, 4)
                if kind == 0:
                    with w.block("try:"):
                        w.put(f"return {call}")
                    with w.block("except Exception as error:"):
                        w.put(w.pick(f"raise {error}('again') from error", f"raise {error}({w.int(0, 9)})", "error.add_note('a note'); raise", "raise", f"raise {error}('x') from None"))
                elif kind == 1:
                    with w.block("try:"):
                        w.put(f"return {call}")
                    with w.block("finally:"):
                        w.put(f"n = {w.int(0, 5)}")
                else:
                    w.put(f"return {call}")
            else:
                w.put(w.pick(
                    "return n / (n - n) + 1", "return data[100]['key']", f"raise {error}(n, 'args')", "return data.missing.more", "return undefined_name + n",
                    "return [1, 2, 3][n:][50]", "return n + 'text' * 2", "return {}[n][0]", "return (n\n    + data)", "assert n > 1000, f'{n} is small'",
                    "return int('x' * 3)", "x, y = 1, 2, 3", "return data(1)(2)",
                    "return datum", "return 'abc'.uper()", "return len(n)", "raise ExceptionGroup('many', [ValueError(1), ExceptionGroup('in', [KeyError('k'), TypeError()])])", "import no_such_module", "from sys import no_such_name", "return [].append(1, 2)", "raise 'text'", f"raise {error} from ValueError('the cause')", "return f'{n:q}'", "raise SystemExit(n)"))
    kind = w.int(0, 3)
    if kind == 0:
        with w.block("try:"):
            w.put(f"{names[0]}({w.int(0, 5)}, [0])")
        with w.block(f"except {w.pick('KeyError', 'ZeroDivisionError', '(ValueError, TypeError)')}:"):
            w.put(f"print('first')", f"{names[-1]}(1, [1])")
    else:
        w.put(f"{names[0]}({w.int(0, 5)}, {w.pick('[0]', '{}', '(1, 2)', 'None')})")
