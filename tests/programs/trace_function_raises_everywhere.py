import sys
import traceback


def tracer(wanted, line=None):
    def trace(frame, event, arg):
        inside = frame.f_code.co_name in ("add", "guarded", "numbers", "loops", "fails", "handles")
        if inside and event == wanted and line in (None, frame.f_lineno - frame.f_code.co_firstlineno):
            raise ValueError(event)
        return trace
    return trace


def add(x):
    y = x + 1
    return y


def guarded(x=1):
    try:
        return add(x)
    finally:
        x = 2


def numbers():
    yield 1
    yield 2


def loops():
    for number in numbers():
        pass
    return 3


def fails():
    raise KeyError("k")


def handles():
    try:
        fails()
    except KeyError:
        return len("four")


def show(how, function):
    print("==", function.__name__)
    setter, hook = how
    setter(hook)
    try:
        print(function())
    except BaseException:
        setter(None)
        traceback.print_exc(file=sys.stdout)
    finally:
        print(sys.gettrace(), sys.getprofile())
        setter(None)


for event in ("call", "line", "return", "exception"):
    for function in (lambda: add(1), guarded, loops, handles):
        print("trace", event)
        show((sys.settrace, tracer(event)), function)
for line in range(5):
    for function in (guarded, loops, handles):
        print("line", line)
        show((sys.settrace, tracer("line", line)), function)
        show((sys.settrace, tracer("return", line)), function)


def profiler(wanted):
    def profile(frame, event, arg):
        if event == wanted and frame.f_code.co_name in ("add", "guarded", "loops", "handles", "refuses", "unpacks"):
            raise ValueError(event)
    return profile


def refuses():
    return int("x")


def unpacks():
    return len(*[[1]])


for event in ("call", "return", "c_call", "c_return", "c_exception"):
    for function in (lambda: add(1), guarded, loops, handles, refuses, unpacks):
        print("profile", event)
        show((sys.setprofile, profiler(event)), function)
