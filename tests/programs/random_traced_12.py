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
def traced_d2(n):
    try:
        return traced_d3(n - 1)
    except ValueError as e:
        raise KeyError from e
def traced_d3(n):
    try:
        return traced_d4(n - 1)
    except Exception as e:
        raise
def traced_d4(n):
    try:
        traced_d5(n + 1)
    finally:
        return n
def traced_d5(n):
    raise ValueError(n)
def traced1(a, b): return traced_d2(a) if b else traced_d2(b)
watch(traced1, 3, 0)
watch(traced1, -1, 0)
def traced_jump6(out):
    out.append(0)
    out.append(1)
    out.append(2)
    out.append(3)
    return out
def jumper7(frame, event, arg):
    if frame.f_code.co_name != 'traced_jump6': return None
    at = frame.f_lineno - frame.f_code.co_firstlineno
    if event == 'call' and at == 8 and not jumped:
        jumped.append(1)
        try:
            frame.f_lineno = frame.f_code.co_firstlineno + 5
        except ValueError as error:
            print('no jump:', error)
    return jumper7
jumped = []
sys.settrace(jumper7)
try:
    print(traced_jump6([]), log)
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
def traced_inner9(a, b):
    (yield a)
    try:
        print('sent', (yield a))
        (yield b)
    except GeneratorExit as error:
        print('inside', type(error).__name__, error.args)
def traced8(a, b):
    g = traced_inner9(a, b)
    out = []
    for item in g:
        out.append(item)
        if len(out) > 2: break
    return out
    return len(out)
watch(traced8, 4, 1)
watch(traced8, -2, 3, how=sys.setprofile, tracer=profiler)
def traced_jump10(out):
    try:
        raise KeyError(0)
    except KeyError as e:
        out.append(e.args)
    while len(out) < 1:
        out.append('while')
    out.append(2)
    if out:
        out.append('if 3')
    else:
        out.append('else 3')
    return out
def jumper11(frame, event, arg):
    if frame.f_code.co_name != 'traced_jump10': return None
    at = frame.f_lineno - frame.f_code.co_firstlineno
    if event == 'return' and at == 9 and not jumped:
        jumped.append(1)
        try:
            frame.f_lineno = frame.f_code.co_firstlineno + 14
        except ValueError as error:
            print('no jump:', error)
    return jumper11
jumped = []
sys.settrace(jumper11)
try:
    print(traced_jump10([]), log)
except Exception as error:
    print(type(error).__name__, error)
finally:
    sys.settrace(None)
