"""Step 4: frames. Where a call keeps its state, and how to look at it while it lives."""
import sys

HERE = "a global"


def title(text):
    print()
    print("==", text)


def chain(frame):
    names = []
    while frame is not None:
        names.append(frame.f_code.co_name)
        frame = frame.f_back
    return " < ".join(names)


title("the current frame")
frame = sys._getframe()
print(type(frame).__name__, frame.f_code.co_name, frame.f_lineno, frame.f_back)
print(frame is sys._getframe(), frame.f_globals is globals(), frame.f_locals is globals())
print(frame.f_builtins["len"] is len, frame.f_trace, frame.f_trace_lines, frame.f_trace_opcodes)


def level_one():
    value = "one"
    return level_two(value)


def level_two(argument):
    number = 2
    return level_three()


def level_three():
    for depth in range(4):
        frame = sys._getframe(depth)
        local = {k: v for k, v in frame.f_locals.items() if depth < 3 and k != "frame"}
        print(depth, frame.f_code.co_name, frame.f_lineno, local)
    print(chain(sys._getframe()))
    return sys._getframe(1).f_back.f_code.co_name


title("callers")
print(level_one())
try:
    sys._getframe(50)
except ValueError as error:
    print("ValueError:", error)
print(sys._getframe(0).f_code.co_name)

title("who called me")


def caller():
    return sys._getframe(1).f_code.co_name, sys._getframe(1).f_lineno


def from_here():
    return caller()


print(from_here(), caller())
print((lambda: caller())(), [caller() for _ in "x"][0][0], next(caller() for _ in "x")[0])


class Body:
    inside = caller()
    names = sorted(name for name in sys._getframe().f_locals if not name.startswith("__"))

    def method(self):
        return sys._getframe().f_code.co_qualname, sorted(sys._getframe().f_locals)

    @property
    def prop(self):
        return caller()[0], sys._getframe().f_back.f_code.co_name

    def __repr__(self):
        return "repr called by " + sys._getframe(1).f_code.co_name

    def __len__(self):
        print("__len__ called by", caller()[0], sys._getframe(1).f_code.co_name)
        return 0


print(Body.inside[0], Body.names)
print(Body().method(), Body().prop)


def through_builtins():
    return repr(Body()), len(Body()), list(map(lambda n: sys._getframe(1).f_code.co_name, [1])), sorted(
        [2, 1], key=lambda n: print("key", sys._getframe(1).f_code.co_name) or n)


print(through_builtins())

title("locals")


def look(a, b=2, *args, c, **kw):
    before = sys._getframe().f_locals
    print(list(before))
    later = a + b
    print(sorted(locals()), "later" in before)
    after = sys._getframe().f_locals
    print(after is before, later, after["later"])
    before["invented"] = 1
    print("invented" in locals())
    del b
    print("b" in sys._getframe().f_locals)
    return after


print(sorted(look(1, c=3, d=4)))


def cells():
    shared = 1

    def reader():
        return shared, sorted(sys._getframe().f_locals), sys._getframe().f_code.co_freevars

    print(sys._getframe().f_locals["shared"], sorted(sys._getframe().f_locals))
    shared = 2
    print(sys._getframe().f_locals["shared"])
    return reader()


print(cells())

title("line numbers and instruction offsets")


def lines():
    frame = sys._getframe()
    start = frame.f_code.co_firstlineno
    print(frame.f_lineno - start)
    result = [
        frame.f_lineno - start,
        frame.f_lineno - start,
    ]
    print(result, frame.f_lineno - start, frame.f_lasti)
    if frame.f_lasti > 0:
        offsets = (frame.f_lasti, frame.f_lasti, frame.f_lasti)
        print(offsets)
    return frame


kept = lines()
print(kept.f_lineno - kept.f_code.co_firstlineno, kept.f_lasti, len(kept.f_code.co_code))
print(kept.f_back, sorted(kept.f_locals), kept.f_locals["result"])
kept.clear()
print(kept.f_locals)

title("a generator's frame")


def count(limit):
    number = 0
    while number < limit:
        received = yield number, sys._getframe().f_back.f_code.co_name
        number += received or 1
    return "finished"


def drive(generator):
    return next(generator)


generator = count(3)
frame = generator.gi_frame
print(frame.f_code is count.__code__, frame.f_lasti, frame.f_lineno - count.__code__.co_firstlineno, frame.f_back)
print(frame.f_locals, generator.gi_running, generator.gi_suspended)
print(drive(generator), next(generator))
print(frame.f_locals, frame.f_lasti, frame.f_lineno - count.__code__.co_firstlineno, frame.f_back)
print(generator.gi_running, generator.gi_suspended, generator.gi_yieldfrom, frame is generator.gi_frame)
try:
    generator.send(5)
except StopIteration as stop:
    print("stopped with", stop.value, generator.gi_frame)


def inner():
    yield sys._getframe().f_back.f_code.co_name
    yield chain(sys._getframe())


def delegating():
    yield from inner()


outer = delegating()
print(next(outer), outer.gi_yieldfrom.gi_code.co_name)
print(next(outer))
outer.close()
print(outer.gi_frame)


def reentrant():
    yield next(itself)


itself = reentrant()
try:
    next(itself)
except ValueError as error:
    print("ValueError:", error)
expression = (sys._getframe().f_code.co_name for _ in range(2))
print(next(expression), expression.gi_frame.f_locals.keys() - {"_"}, expression.gi_code.co_qualname)

title("recursion: one frame a call")


def depth(n):
    if n == 0:
        return chain(sys._getframe())
    return depth(n - 1)


print(depth(3))


def factorial(n, trail=()):
    frame = sys._getframe()
    seen = trail + (id(frame),)
    if n < 2:
        return 1, len(set(seen)), [f.f_locals["n"] for f in walk(frame) if f.f_code is frame.f_code]
    result, frames, arguments = factorial(n - 1, seen)
    return n * result, frames, arguments


def walk(frame):
    while frame:
        yield frame
        frame = frame.f_back


print(factorial(6))


def endless(n):
    return endless(n + 1)


try:
    endless(0)
except RecursionError as error:
    print(type(error).__name__, error)
    count_frames, tb = 0, error.__traceback__
    while tb:
        count_frames, tb = count_frames + 1, tb.tb_next
    print("frames in the traceback:", count_frames)
print(sys.getrecursionlimit())

title("tracebacks hold frames")


def first(a):
    doubled = a * 2
    return second(doubled)


def second(b):
    c = b - b
    return b / c


try:
    first(21)
except ZeroDivisionError as error:
    tb = error.__traceback__
    while tb:
        frame = tb.tb_frame
        local = {k: v for k, v in frame.f_locals.items()} if tb is not error.__traceback__ else "module"
        print(frame.f_code.co_name, tb.tb_lineno - frame.f_code.co_firstlineno, tb.tb_lasti == frame.f_lasti, local)
        last, tb = tb, tb.tb_next
    print(last.tb_frame.f_back.f_code.co_name, chain(last.tb_frame))
    print(list(last.tb_frame.f_code.co_positions())[last.tb_lasti // 2][2:])


def swallow():
    try:
        second(1)
    except ZeroDivisionError as error:
        frame = sys._getframe()
        return error.__traceback__.tb_frame is frame, error.__traceback__.tb_lineno != frame.f_lineno, sys.exc_info()[0]


print(swallow(), sys.exc_info())

title("a frame outlives its call while somebody holds it")


class Noisy:
    def __del__(self):
        print("  the local died in", sys._getframe(1).f_code.co_name)


def holder():
    noisy = Noisy()
    return sys._getframe()


held = holder()
print("returned", sorted(held.f_locals), held.f_back)
del held
print("frame gone")


def plain():
    noisy = Noisy()
    print("  about to return")


plain()

title("exec and eval have frames of their own")
space = {"sys": sys, "chain": chain}
exec("def made():\n    return chain(sys._getframe())\nprint(sys._getframe().f_code.co_name, made())", space)
print(eval("sys._getframe().f_code.co_filename, sys._getframe().f_lineno, chain(sys._getframe())"))
exec("here = sys._getframe().f_locals is locals(), 'space' in sys._getframe().f_globals", {"sys": sys}, result := {})
print(result["here"])
try:
    frame.f_lineno = "x"
except (ValueError, AttributeError) as error:
    print(type(error).__name__, error)
try:
    frame.f_back = None
except AttributeError as error:
    print(error)
