print('# traced')
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
opcodes = False
no_lines = False
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
def traced1(a, b):
    total = [
        x * y
        for x in range(1)
        for y in range(b % 4)
        if 7 in (x, 2, 6)
    ]
    class Insidetraced1:
        value = a
        def method(self):
            return (self.value +
                    b)
    f = lambda n: n + len(total)
    return f(
        Insidetraced1().method(),
    )
watch(traced1, 3, 1)
watch(traced1, -1, -1, how=sys.setprofile, tracer=profiler)
def traced_jump2(out):
    for i in range(2):
        out.append((0, i))
        out.append('body')
    out.append(1)
    with Manager(2, False):
        out.append('with 2')
    try:
        out.append('try 3')
        out.append(1 // 1)
    finally:
        out.append('finally 3')
    out.append(4)
    return out
def jumper3(frame, event, arg):
    if frame.f_code.co_name != 'traced_jump2': return None
    at = frame.f_lineno - frame.f_code.co_firstlineno
    if event == 'call' and at == 5 and not jumped:
        jumped.append(1)
        try:
            frame.f_lineno = frame.f_code.co_firstlineno + 2
        except ValueError as error:
            print('no jump:', error)
    return jumper3
jumped = []
sys.settrace(jumper3)
try:
    print(traced_jump2([]), log)
except Exception as error:
    print(type(error).__name__, error)
finally:
    sys.settrace(None)
print('# traced')
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
opcodes = False
no_lines = True
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
def traced4(a, b):
    try:
        log.append((6, b))
        b -= (a or b)
    except (KeyError, ZeroDivisionError) as e8:
        log.append(('caught', 9))
        b = ((-2 if a > b else b) if (b if 12 >= 17 else 19) in ((a if b not in (a, 3, 2) else a), 5, 6) else (b - -1)) % 1000
        try:
            i13 = 3
            while i13:
                i13 -= 1
                log.append((14, a))
            else:
                log.append((15, b))
                log.append((16, a))
            try:
                log.append((18, b))
                log.append((19, a))
                log.append((20, b))
            except Exception:
                log.append(('caught', 22))
                log.append((23, a))
                log.append((24, a))
            except Exception as e25:
                log.append(('caught', 26))
            else:
                pass
        except ArithmeticError as e27:
            log.append(('caught', 28))
        except ArithmeticError as e29:
            log.append(('caught', 30))
        else:
            pass
        finally:
            log.append(('finally', 31))
    except (TypeError, RuntimeError):
        log.append(('caught', 33))
    else:
        pass
watch(traced4, 1, 1)
