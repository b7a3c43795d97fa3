"""Sections under a tracer: every event with its line, and jumps by assignment to f_lineno."""
from .flow import MANAGER, body, statements

TRACER = """
import sys
events = []
def tracer(frame, event, arg):
    name = frame.f_code.co_name
    if frame.f_code.co_filename != __file__ and not name.startswith('traced'):
        return None
    if event == 'exception':
        arg = arg[0].__name__
    elif event == 'call':
        arg = None
    elif arg is not None and not isinstance(arg, (int, str, tuple, list)):
        arg = type(arg).__name__
    events.append((event, name, frame.f_lineno - frame.f_code.co_firstlineno, arg))
    if event == 'call' and opcodes:
        frame.f_trace_opcodes = True
    if event == 'call' and no_lines:
        frame.f_trace_lines = False
    return tracer
def profiler(frame, event, arg):
    if event.startswith('c_'):
        arg = arg.__name__
    elif arg is not None and not isinstance(arg, (int, str, tuple, list)):
        arg = type(arg).__name__
    events.append((event, frame.f_code.co_name, frame.f_lineno - frame.f_code.co_firstlineno, arg))
def watch(function, *args, how=sys.settrace, tracer=tracer):
    events.clear()
    how(tracer)
    try:
        result = function(*args)
    except BaseException as error:
        how(None)
        result = type(error).__name__, str(error)
    finally:
        how(None)
    print('result', result if isinstance(result, (int, str, tuple, list)) else type(result).__name__)
    for event in events:
        print(*event)
opcodes = no_lines = False
""".strip()


def traced(w):
    w.put(TRACER)
    w.put(MANAGER)
    one(w)


def corpus(w, count):
    """Many traced functions under one tracer."""
    w.put(TRACER)
    w.put(MANAGER)
    for _ in range(count):
        w.put("log.clear()")
        one(w)


def one(w):
    w.put(f"opcodes = {w.pick('False', 'False', 'False', 'True')}", f"no_lines = {w.pick('False', 'False', 'False', 'True')}")
    name = w.fresh("traced")
    kind = w.int(0, 5)
    if kind < 2:
        with w.block(f"def {name}(a, b):"):
            statements(w, ["a", "b"], 3, [w.int(5, 16)], False, True)
    elif kind == 2:
        inner = w.fresh("traced_inner")
        with w.block(f"def {inner}(a, b):"):
            body(w, ["a", "b"], 2, [w.int(3, 8)], "yield")
        with w.block(f"def {name}(a, b):"):
            w.put(f"g = {inner}(a, b)", "out = []")
            with w.block("for item in g:"):
                w.put("out.append(item)", w.pick("pass", "if len(out) > 2: break", "b += 1"))
            w.put(w.pick("g.close()", "return out", "return list(g)"), "return len(out)")
    elif kind == 3:
        with w.block(f"def {name}(a, b):"):
            w.put("total = [", "    x * y", f"    for x in range({w.int(1, 3)})", f"    for y in range(b % {w.int(2, 4)})", f"    if {w.condition(['x', 'y'], 0)}", "]")
            with w.block(f"class Inside{name}:"):
                w.put("value = a", "def method(self):", "    return (self.value +", "            b)")
            w.put(f"f = lambda n: n + len(total)", f"return f(", f"    Inside{name}().method(),", ")")
    elif kind == 4:
        with w.block(f"def {name}(a, b):"):
            with w.block("match a, [b]:"):
                with w.block(f"case [{w.int(0, 3)}, _]:"):
                    w.put("return 'first'")
                with w.block("case [int(x), [y]] if x > y:"):
                    w.put("return x - y")
                with w.block("case other:"):
                    w.put("pass")
            with w.block("with Manager(1, True), Manager(2, False) as got:"):
                w.put("a //= b", f"raise {w.error()}" if w.chance(50) else "got += 1")
            with w.block("while a > 0:"):
                w.put("a -= 3")
                with w.block("if a == b:"):
                    w.put("break")
            with w.block("else:"):
                w.put("a = 99")
            w.put("return a")
    else:
        deeper = [w.fresh("traced_d") for _ in range(w.int(2, 4))]
        for at, one in enumerate(deeper):
            with w.block(f"def {one}(n):"):
                follow = deeper[at + 1] if at + 1 < len(deeper) else None
                if follow:
                    form = w.int(0, 3)
                    if form == 0:
                        w.put("try:", f"    return {follow}(n - 1)", f"except {w.pick('ZeroDivisionError', 'ValueError', 'Exception')} as e:", f"    {w.pick('raise', 'return -1', 'raise KeyError from e', 'pass')}")
                    elif form == 1:
                        w.put("try:", f"    {follow}(n + 1)", "finally:", f"    {w.pick('n = 5', 'return n', 'print(n)')}")
                    else:
                        w.put(f"return {follow}(n) + 1")
                else:
                    w.put(w.pick("return 10 // n", "raise ValueError(n)", "return n", "return len(str(n)) + sum(map(abs, [n]))"))
        w.put(f"def {name}(a, b): return {deeper[0]}(a) if b else {deeper[0]}(b)")
    for _ in range(w.int(1, 2)):
        w.put(f"watch({name}, {w.int(-2, 4)}, {w.int(-1, 4)})")
    if w.chance(60):
        w.put(f"watch({name}, {w.int(-2, 4)}, {w.int(-1, 4)}, how=sys.setprofile, tracer=profiler)")
    if w.chance(60):
        jumps(w)


def jumps(w):
    name = w.fresh("traced_jump")
    with w.block(f"def {name}(out):"):
        forms = ["out.append({n})"] * 4 + ["for i in range(2):\n    out.append(({n}, i))\n    out.append('body')", "try:\n    out.append('try {n}')\n    out.append(1 // 1)\nfinally:\n    out.append('finally {n}')", "if out:\n    out.append('if {n}')\nelse:\n    out.append('else {n}')", "with Manager({n}, False):\n    out.append('with {n}')", "try:\n    raise KeyError({n})\nexcept KeyError as e:\n    out.append(e.args)", "while len(out) < {n}:\n    out.append('while')", "x{n} = {n}\nout.append(x{n})\ndel x{n}"]
        count = w.int(3, 7)
        for n in range(count):
            w.put(w.of(forms).replace("{n}", str(n)))
        w.put("return out")
    tracer = w.fresh("jumper")
    source, target = w.int(1, 12), w.int(0, 14)
    with w.block(f"def {tracer}(frame, event, arg):"):
        w.put(f"if frame.f_code.co_name != {name!r}: return None")
        w.put("at = frame.f_lineno - frame.f_code.co_firstlineno")
        with w.block(f"if event == {w.pick(repr('line'), repr('line'), repr('line'), repr('return'), repr('call'))} and at == {source} and not jumped:"):
            w.put("jumped.append(1)")
            w.put("try:", f"    frame.f_lineno = frame.f_code.co_firstlineno + {target}", "except ValueError as error:", "    print('no jump:', error)")
        w.put(f"return {tracer}")
    w.put("jumped = []", "sys.settrace(" + tracer + ")")
    with w.block("try:"):
        w.put(f"print({name}([]), log)")
    with w.block("except Exception as error:"):
        w.put("print(type(error).__name__, error)")
    with w.block("finally:"):
        w.put("sys.settrace(None)")
