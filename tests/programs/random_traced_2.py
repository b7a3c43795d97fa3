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
def traced_inner2(a, b):
    (yield a)
    print('sent', (yield b))
def traced1(a, b):
    g = traced_inner2(a, b)
    out = []
    for item in g:
        out.append(item)
        pass
    g.close()
    return len(out)
watch(traced1, 1, 3)
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
def traced_inner4(a, b):
    (yield a)
    for b in range(3):
        a = (yield a) or 3
def traced3(a, b):
    g = traced_inner4(a, b)
    out = []
    for item in g:
        out.append(item)
        if len(out) > 2: break
    return out
    return len(out)
watch(traced3, 1, 2)
watch(traced3, 3, 0)
watch(traced3, -1, 1, how=sys.setprofile, tracer=profiler)
def traced_jump5(out):
    try:
        out.append('try 0')
        out.append(1 // 1)
    finally:
        out.append('finally 0')
    try:
        raise KeyError(1)
    except KeyError as e:
        out.append(e.args)
    with Manager(2, False):
        out.append('with 2')
    out.append(3)
    try:
        raise KeyError(4)
    except KeyError as e:
        out.append(e.args)
    if out:
        out.append('if 5')
    else:
        out.append('else 5')
    out.append(6)
    return out
def jumper6(frame, event, arg):
    if frame.f_code.co_name != 'traced_jump5': return None
    at = frame.f_lineno - frame.f_code.co_firstlineno
    if event == 'line' and at == 5 and not jumped:
        jumped.append(1)
        try:
            frame.f_lineno = frame.f_code.co_firstlineno + 1
        except ValueError as error:
            print('no jump:', error)
    return jumper6
jumped = []
sys.settrace(jumper6)
try:
    print(traced_jump5([]), log)
except Exception as error:
    print(type(error).__name__, error)
finally:
    sys.settrace(None)
