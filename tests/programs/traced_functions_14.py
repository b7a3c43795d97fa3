"""Traced and profiled functions: every event with its line."""
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
log.clear()
opcodes = False
no_lines = False
def traced1(a, b):
    i3 = 4
    while i3:
        i3 -= 1
        log.append((4, a))
        log.append((5, a))
        if (lambda i, j=a: i + j)(b) < (a // (b or 1)):
            return 0
    b ^= b
    i9 = 0
    while i9:
        i9 -= 1
        log.append((10, a))
    else:
        for b in range(1):
            try:
                raise UnicodeError(5)
            finally:
                log.append(('finally', 13))
        else:
            pass
watch(traced1, 0, -1)
watch(traced1, 1, -1, how=sys.setprofile, tracer=profiler)
def traced_jump14(out):
    for i in range(2):
        out.append((0, i))
        out.append('body')
    try:
        raise KeyError(1)
    except KeyError as e:
        out.append(e.args)
    out.append(2)
    out.append(3)
    x4 = 4
    out.append(x4)
    del x4
    if out:
        out.append('if 5')
    else:
        out.append('else 5')
    out.append(6)
    return out
def jumper15(frame, event, arg):
    if frame.f_code.co_name != 'traced_jump14': return None
    at = frame.f_lineno - frame.f_code.co_firstlineno
    if event == 'line' and at == 4 and not jumped:
        jumped.append(1)
        try:
            frame.f_lineno = frame.f_code.co_firstlineno + 6
        except ValueError as error:
            print('no jump:', error)
    return jumper15
jumped = []
sys.settrace(jumper15)
try:
    print(traced_jump14([]), log)
except Exception as error:
    print(type(error).__name__, error)
finally:
    sys.settrace(None)
log.clear()
opcodes = False
no_lines = False
def traced16(a, b):
    i18 = 1
    while i18:
        i18 -= 1
        if a > a:
            raise RuntimeError('bad', 3) from None
        log.append((20, a))
    else:
        log.append((21, [i for i in range(5) if (i + -4) != (12 * 14)]))
        log.append((22, b))
    log.append((23, a))
watch(traced16, 3, 4)
watch(traced16, -1, 0, how=sys.setprofile, tracer=profiler)
log.clear()
opcodes = False
no_lines = False
def traced24(a, b):
    match a, [b]:
        case [1, _]:
            return 'first'
        case [int(x), [y]] if x > y:
            return x - y
        case other:
            pass
    with Manager(1, True), Manager(2, False) as got:
        a //= b
        raise NameError(6)
    while a > 0:
        a -= 3
        if a == b:
            break
    else:
        a = 99
    return a
watch(traced24, 2, 4)
watch(traced24, -2, 2)
watch(traced24, -1, 4, how=sys.setprofile, tracer=profiler)
def traced_jump25(out):
    x0 = 0
    out.append(x0)
    del x0
    out.append(1)
    out.append(2)
    return out
def jumper26(frame, event, arg):
    if frame.f_code.co_name != 'traced_jump25': return None
    at = frame.f_lineno - frame.f_code.co_firstlineno
    if event == 'call' and at == 11 and not jumped:
        jumped.append(1)
        try:
            frame.f_lineno = frame.f_code.co_firstlineno + 7
        except ValueError as error:
            print('no jump:', error)
    return jumper26
jumped = []
sys.settrace(jumper26)
try:
    print(traced_jump25([]), log)
except Exception as error:
    print(type(error).__name__, error)
finally:
    sys.settrace(None)
log.clear()
opcodes = False
no_lines = False
def traced27(a, b):
    total = [
        x * y
        for x in range(3)
        for y in range(b % 2)
        if 20 != 20
    ]
    class Insidetraced27:
        value = a
        def method(self):
            return (self.value +
                    b)
    f = lambda n: n + len(total)
    return f(
        Insidetraced27().method(),
    )
watch(traced27, -2, 3)
watch(traced27, 1, -1)
def traced_jump28(out):
    out.append(0)
    for i in range(2):
        out.append((1, i))
        out.append('body')
    out.append(2)
    try:
        raise KeyError(3)
    except KeyError as e:
        out.append(e.args)
    if out:
        out.append('if 4')
    else:
        out.append('else 4')
    if out:
        out.append('if 5')
    else:
        out.append('else 5')
    return out
def jumper29(frame, event, arg):
    if frame.f_code.co_name != 'traced_jump28': return None
    at = frame.f_lineno - frame.f_code.co_firstlineno
    if event == 'line' and at == 7 and not jumped:
        jumped.append(1)
        try:
            frame.f_lineno = frame.f_code.co_firstlineno + 5
        except ValueError as error:
            print('no jump:', error)
    return jumper29
jumped = []
sys.settrace(jumper29)
try:
    print(traced_jump28([]), log)
except Exception as error:
    print(type(error).__name__, error)
finally:
    sys.settrace(None)
log.clear()
opcodes = False
no_lines = False
def traced30(a, b):
    total = [
        x * y
        for x in range(2)
        for y in range(b % 2)
        if -2 < y <= x
    ]
    class Insidetraced30:
        value = a
        def method(self):
            return (self.value +
                    b)
    f = lambda n: n + len(total)
    return f(
        Insidetraced30().method(),
    )
watch(traced30, 1, 0)
watch(traced30, -1, -1)
def traced_jump31(out):
    x0 = 0
    out.append(x0)
    del x0
    if out:
        out.append('if 1')
    else:
        out.append('else 1')
    for i in range(2):
        out.append((2, i))
        out.append('body')
    return out
def jumper32(frame, event, arg):
    if frame.f_code.co_name != 'traced_jump31': return None
    at = frame.f_lineno - frame.f_code.co_firstlineno
    if event == 'line' and at == 4 and not jumped:
        jumped.append(1)
        try:
            frame.f_lineno = frame.f_code.co_firstlineno + 3
        except ValueError as error:
            print('no jump:', error)
    return jumper32
jumped = []
sys.settrace(jumper32)
try:
    print(traced_jump31([]), log)
except Exception as error:
    print(type(error).__name__, error)
finally:
    sys.settrace(None)
log.clear()
opcodes = False
no_lines = False
def traced33(a, b):
    log.append((34, b))
watch(traced33, -2, 1)
def traced_jump35(out):
    try:
        out.append('try 0')
        out.append(1 // 1)
    finally:
        out.append('finally 0')
    x1 = 1
    out.append(x1)
    del x1
    try:
        out.append('try 2')
        out.append(1 // 1)
    finally:
        out.append('finally 2')
    out.append(3)
    out.append(4)
    return out
def jumper36(frame, event, arg):
    if frame.f_code.co_name != 'traced_jump35': return None
    at = frame.f_lineno - frame.f_code.co_firstlineno
    if event == 'return' and at == 3 and not jumped:
        jumped.append(1)
        try:
            frame.f_lineno = frame.f_code.co_firstlineno + 6
        except ValueError as error:
            print('no jump:', error)
    return jumper36
jumped = []
sys.settrace(jumper36)
try:
    print(traced_jump35([]), log)
except Exception as error:
    print(type(error).__name__, error)
finally:
    sys.settrace(None)
log.clear()
opcodes = False
no_lines = False
def traced37(a, b):
    log.append((38, b))
    for a in range(3):
        log.append((40, b))
    if -3 > b:
        return sum([a, a][:0])
watch(traced37, 1, 3)
watch(traced37, -1, 4)
def traced_jump42(out):
    with Manager(0, False):
        out.append('with 0')
    try:
        raise KeyError(1)
    except KeyError as e:
        out.append(e.args)
    out.append(2)
    out.append(3)
    out.append(4)
    return out
def jumper43(frame, event, arg):
    if frame.f_code.co_name != 'traced_jump42': return None
    at = frame.f_lineno - frame.f_code.co_firstlineno
    if event == 'line' and at == 3 and not jumped:
        jumped.append(1)
        try:
            frame.f_lineno = frame.f_code.co_firstlineno + 2
        except ValueError as error:
            print('no jump:', error)
    return jumper43
jumped = []
sys.settrace(jumper43)
try:
    print(traced_jump42([]), log)
except Exception as error:
    print(type(error).__name__, error)
finally:
    sys.settrace(None)
log.clear()
opcodes = False
no_lines = False
def traced_d45(n):
    try:
        traced_d46(n + 1)
    finally:
        n = 5
def traced_d46(n):
    return traced_d47(n) + 1
def traced_d47(n):
    return len(str(n)) + sum(map(abs, [n]))
def traced44(a, b): return traced_d45(a) if b else traced_d45(b)
watch(traced44, 4, 2)
watch(traced44, -1, 1)
log.clear()
opcodes = False
no_lines = False
def traced48(a, b):
    match a, [b]:
        case [1, _]:
            return 'first'
        case [int(x), [y]] if x > y:
            return x - y
        case other:
            pass
    with Manager(1, True), Manager(2, False) as got:
        a //= b
        got += 1
    while a > 0:
        a -= 3
        if a == b:
            break
    else:
        a = 99
    return a
watch(traced48, -1, -1)
def traced_jump49(out):
    for i in range(2):
        out.append((0, i))
        out.append('body')
    out.append(1)
    out.append(2)
    return out
def jumper50(frame, event, arg):
    if frame.f_code.co_name != 'traced_jump49': return None
    at = frame.f_lineno - frame.f_code.co_firstlineno
    if event == 'return' and at == 4 and not jumped:
        jumped.append(1)
        try:
            frame.f_lineno = frame.f_code.co_firstlineno + 0
        except ValueError as error:
            print('no jump:', error)
    return jumper50
jumped = []
sys.settrace(jumper50)
try:
    print(traced_jump49([]), log)
except Exception as error:
    print(type(error).__name__, error)
finally:
    sys.settrace(None)
log.clear()
opcodes = False
no_lines = False
def traced_d52(n):
    try:
        return traced_d53(n - 1)
    except Exception as e:
        return -1
def traced_d53(n):
    raise ValueError(n)
def traced51(a, b): return traced_d52(a) if b else traced_d52(b)
watch(traced51, 3, -1)
watch(traced51, -2, 3, how=sys.setprofile, tracer=profiler)
def traced_jump54(out):
    for i in range(2):
        out.append((0, i))
        out.append('body')
    while len(out) < 1:
        out.append('while')
    try:
        raise KeyError(2)
    except KeyError as e:
        out.append(e.args)
    out.append(3)
    while len(out) < 4:
        out.append('while')
    while len(out) < 5:
        out.append('while')
    try:
        out.append('try 6')
        out.append(1 // 1)
    finally:
        out.append('finally 6')
    return out
def jumper55(frame, event, arg):
    if frame.f_code.co_name != 'traced_jump54': return None
    at = frame.f_lineno - frame.f_code.co_firstlineno
    if event == 'call' and at == 10 and not jumped:
        jumped.append(1)
        try:
            frame.f_lineno = frame.f_code.co_firstlineno + 0
        except ValueError as error:
            print('no jump:', error)
    return jumper55
jumped = []
sys.settrace(jumper55)
try:
    print(traced_jump54([]), log)
except Exception as error:
    print(type(error).__name__, error)
finally:
    sys.settrace(None)
log.clear()
opcodes = False
no_lines = False
def traced_inner57(a, b):
    for a in range(3):
        try:
            (yield b)
            a = (yield a) or 2
            print('sent', (yield a))
        finally:
            print('finally', 58)
        print('sent', (yield a))
        try:
            (yield b)
        except ValueError as error:
            print('inside', type(error).__name__, error.args)
def traced56(a, b):
    g = traced_inner57(a, b)
    out = []
    for item in g:
        out.append(item)
        if len(out) > 2: break
    return list(g)
    return len(out)
watch(traced56, 3, -1)
watch(traced56, 4, 1)
log.clear()
opcodes = False
no_lines = True
def traced59(a, b):
    total = [
        x * y
        for x in range(2)
        for y in range(b % 2)
        if y >= 9
    ]
    class Insidetraced59:
        value = a
        def method(self):
            return (self.value +
                    b)
    f = lambda n: n + len(total)
    return f(
        Insidetraced59().method(),
    )
watch(traced59, 3, 2)
log.clear()
opcodes = False
no_lines = True
def traced60(a, b):
    match a, [b]:
        case [1, _]:
            return 'first'
        case [int(x), [y]] if x > y:
            return x - y
        case other:
            pass
    with Manager(1, True), Manager(2, False) as got:
        a //= b
        raise NotImplementedError()
    while a > 0:
        a -= 3
        if a == b:
            break
    else:
        a = 99
    return a
watch(traced60, -2, 4)
watch(traced60, -2, 2)
watch(traced60, 1, 2, how=sys.setprofile, tracer=profiler)
log.clear()
opcodes = False
no_lines = False
def traced61(a, b):
    total = [
        x * y
        for x in range(2)
        for y in range(b % 4)
        if x % 2 == 0
    ]
    class Insidetraced61:
        value = a
        def method(self):
            return (self.value +
                    b)
    f = lambda n: n + len(total)
    return f(
        Insidetraced61().method(),
    )
watch(traced61, 1, 2)
log.clear()
opcodes = False
no_lines = False
def traced62(a, b):
    match a, [b]:
        case [2, _]:
            return 'first'
        case [int(x), [y]] if x > y:
            return x - y
        case other:
            pass
    with Manager(1, True), Manager(2, False) as got:
        a //= b
        got += 1
    while a > 0:
        a -= 3
        if a == b:
            break
    else:
        a = 99
    return a
watch(traced62, -1, 3)
watch(traced62, 0, -1, how=sys.setprofile, tracer=profiler)
def traced_jump63(out):
    with Manager(0, False):
        out.append('with 0')
    out.append(1)
    out.append(2)
    return out
def jumper64(frame, event, arg):
    if frame.f_code.co_name != 'traced_jump63': return None
    at = frame.f_lineno - frame.f_code.co_firstlineno
    if event == 'line' and at == 1 and not jumped:
        jumped.append(1)
        try:
            frame.f_lineno = frame.f_code.co_firstlineno + 12
        except ValueError as error:
            print('no jump:', error)
    return jumper64
jumped = []
sys.settrace(jumper64)
try:
    print(traced_jump63([]), log)
except Exception as error:
    print(type(error).__name__, error)
finally:
    sys.settrace(None)
log.clear()
opcodes = False
no_lines = False
def traced_d66(n):
    return traced_d67(n) + 1
def traced_d67(n):
    return traced_d68(n) + 1
def traced_d68(n):
    try:
        return traced_d69(n - 1)
    except ZeroDivisionError as e:
        raise
def traced_d69(n):
    return len(str(n)) + sum(map(abs, [n]))
def traced65(a, b): return traced_d66(a) if b else traced_d66(b)
watch(traced65, 4, 1)
watch(traced65, 3, 0, how=sys.setprofile, tracer=profiler)
