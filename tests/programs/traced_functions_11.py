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
    match a, [b]:
        case [1, _]:
            return 'first'
        case [int(x), [y]] if x > y:
            return x - y
        case other:
            pass
    with Manager(1, True), Manager(2, False) as got:
        a //= b
        raise Exception("q'q")
    while a > 0:
        a -= 3
        if a == b:
            break
    else:
        a = 99
    return a
watch(traced1, 4, 4)
log.clear()
opcodes = False
no_lines = True
def traced_d3(n):
    try:
        traced_d4(n + 1)
    finally:
        n = 5
def traced_d4(n):
    try:
        return traced_d5(n - 1)
    except Exception as e:
        raise
def traced_d5(n):
    return n
def traced2(a, b): return traced_d3(a) if b else traced_d3(b)
watch(traced2, 1, 4)
watch(traced2, -1, 3, how=sys.setprofile, tracer=profiler)
def traced_jump6(out):
    try:
        out.append('try 0')
        out.append(1 // 1)
    finally:
        out.append('finally 0')
    out.append(1)
    x2 = 2
    out.append(x2)
    del x2
    try:
        raise KeyError(3)
    except KeyError as e:
        out.append(e.args)
    x4 = 4
    out.append(x4)
    del x4
    return out
def jumper7(frame, event, arg):
    if frame.f_code.co_name != 'traced_jump6': return None
    at = frame.f_lineno - frame.f_code.co_firstlineno
    if event == 'line' and at == 10 and not jumped:
        jumped.append(1)
        try:
            frame.f_lineno = frame.f_code.co_firstlineno + 4
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
log.clear()
opcodes = False
no_lines = True
def traced8(a, b):
    total = [
        x * y
        for x in range(1)
        for y in range(b % 3)
        if y >= y
    ]
    class Insidetraced8:
        value = a
        def method(self):
            return (self.value +
                    b)
    f = lambda n: n + len(total)
    return f(
        Insidetraced8().method(),
    )
watch(traced8, 1, 3)
watch(traced8, 3, 4, how=sys.setprofile, tracer=profiler)
log.clear()
opcodes = False
no_lines = False
def traced9(a, b):
    match a, [b]:
        case [2, _]:
            return 'first'
        case [int(x), [y]] if x > y:
            return x - y
        case other:
            pass
    with Manager(1, True), Manager(2, False) as got:
        a //= b
        raise RuntimeError('bad', 2)
    while a > 0:
        a -= 3
        if a == b:
            break
    else:
        a = 99
    return a
watch(traced9, -1, 1)
watch(traced9, 4, -1)
def traced_jump10(out):
    for i in range(2):
        out.append((0, i))
        out.append('body')
    with Manager(1, False):
        out.append('with 1')
    with Manager(2, False):
        out.append('with 2')
    if out:
        out.append('if 3')
    else:
        out.append('else 3')
    for i in range(2):
        out.append((4, i))
        out.append('body')
    while len(out) < 5:
        out.append('while')
    x6 = 6
    out.append(x6)
    del x6
    return out
def jumper11(frame, event, arg):
    if frame.f_code.co_name != 'traced_jump10': return None
    at = frame.f_lineno - frame.f_code.co_firstlineno
    if event == 'return' and at == 12 and not jumped:
        jumped.append(1)
        try:
            frame.f_lineno = frame.f_code.co_firstlineno + 10
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
log.clear()
opcodes = False
no_lines = False
def traced12(a, b):
    if (a if -4 < b <= b else -3) not in ((a >> (11 % 8)), 3, 1):
        raise RuntimeError()
    for a in range(2):
        try:
            a = (int(a) + (b % (a or 1))) % 1000
            log.append((17, [i for i in range(3) if -2 not in (-(1), 3, 9)]))
        except ArithmeticError:
            log.append(('caught', 19))
            log.append((20, a))
            log.append((21, a))
            raise
watch(traced12, 4, 1)
watch(traced12, -2, 1)
watch(traced12, 4, 1, how=sys.setprofile, tracer=profiler)
log.clear()
opcodes = False
no_lines = False
def traced_d23(n):
    try:
        traced_d24(n + 1)
    finally:
        return n
def traced_d24(n):
    return len(str(n)) + sum(map(abs, [n]))
def traced22(a, b): return traced_d23(a) if b else traced_d23(b)
watch(traced22, 4, 2)
log.clear()
opcodes = True
no_lines = False
def traced25(a, b):
    match a, [b]:
        case [0, _]:
            return 'first'
        case [int(x), [y]] if x > y:
            return x - y
        case other:
            pass
    with Manager(1, True), Manager(2, False) as got:
        a //= b
        raise AssertionError('-7')
    while a > 0:
        a -= 3
        if a == b:
            break
    else:
        a = 99
    return a
watch(traced25, 4, 0)
watch(traced25, 2, 2)
def traced_jump26(out):
    out.append(0)
    x1 = 1
    out.append(x1)
    del x1
    out.append(2)
    while len(out) < 3:
        out.append('while')
    return out
def jumper27(frame, event, arg):
    if frame.f_code.co_name != 'traced_jump26': return None
    at = frame.f_lineno - frame.f_code.co_firstlineno
    if event == 'return' and at == 10 and not jumped:
        jumped.append(1)
        try:
            frame.f_lineno = frame.f_code.co_firstlineno + 13
        except ValueError as error:
            print('no jump:', error)
    return jumper27
jumped = []
sys.settrace(jumper27)
try:
    print(traced_jump26([]), log)
except Exception as error:
    print(type(error).__name__, error)
finally:
    sys.settrace(None)
log.clear()
opcodes = False
no_lines = False
def traced28(a, b):
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
watch(traced28, 3, 2)
watch(traced28, 4, 1)
log.clear()
opcodes = True
no_lines = True
def traced_inner30(a, b):
    a = (yield a) or 0
    print('sent', (yield b))
def traced29(a, b):
    g = traced_inner30(a, b)
    out = []
    for item in g:
        out.append(item)
        b += 1
    return out
    return len(out)
watch(traced29, 0, 0)
watch(traced29, 1, -1)
watch(traced29, -1, 4, how=sys.setprofile, tracer=profiler)
def traced_jump31(out):
    if out:
        out.append('if 0')
    else:
        out.append('else 0')
    out.append(1)
    out.append(2)
    return out
def jumper32(frame, event, arg):
    if frame.f_code.co_name != 'traced_jump31': return None
    at = frame.f_lineno - frame.f_code.co_firstlineno
    if event == 'line' and at == 9 and not jumped:
        jumped.append(1)
        try:
            frame.f_lineno = frame.f_code.co_firstlineno + 2
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
no_lines = True
def traced33(a, b):
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
watch(traced33, 2, 3)
watch(traced33, 1, 4, how=sys.setprofile, tracer=profiler)
def traced_jump34(out):
    try:
        out.append('try 0')
        out.append(1 // 1)
    finally:
        out.append('finally 0')
    for i in range(2):
        out.append((1, i))
        out.append('body')
    if out:
        out.append('if 2')
    else:
        out.append('else 2')
    out.append(3)
    while len(out) < 4:
        out.append('while')
    out.append(5)
    out.append(6)
    return out
def jumper35(frame, event, arg):
    if frame.f_code.co_name != 'traced_jump34': return None
    at = frame.f_lineno - frame.f_code.co_firstlineno
    if event == 'line' and at == 2 and not jumped:
        jumped.append(1)
        try:
            frame.f_lineno = frame.f_code.co_firstlineno + 10
        except ValueError as error:
            print('no jump:', error)
    return jumper35
jumped = []
sys.settrace(jumper35)
try:
    print(traced_jump34([]), log)
except Exception as error:
    print(type(error).__name__, error)
finally:
    sys.settrace(None)
log.clear()
opcodes = False
no_lines = False
def traced36(a, b):
    log.append((37, a))
    if (a or a) == (-4 + b):
        raise Exception('bad', 5) from StopIteration(8)
watch(traced36, 4, 3)
log.clear()
opcodes = True
no_lines = True
def traced_inner40(a, b):
    print('sent', (yield b))
    (yield a)
    try:
        for a in range(3):
            print('sent', (yield a))
    except ValueError as error:
        print('inside', type(error).__name__, error.args)
def traced39(a, b):
    g = traced_inner40(a, b)
    out = []
    for item in g:
        out.append(item)
        pass
    g.close()
    return len(out)
watch(traced39, 3, 4)
watch(traced39, 4, 3, how=sys.setprofile, tracer=profiler)
log.clear()
opcodes = False
no_lines = False
def traced41(a, b):
    a += (14 * b)
    log.append((43, a))
watch(traced41, 1, 3)
watch(traced41, 4, 0)
watch(traced41, 0, 3, how=sys.setprofile, tracer=profiler)
def traced_jump44(out):
    try:
        out.append('try 0')
        out.append(1 // 1)
    finally:
        out.append('finally 0')
    if out:
        out.append('if 1')
    else:
        out.append('else 1')
    x2 = 2
    out.append(x2)
    del x2
    return out
def jumper45(frame, event, arg):
    if frame.f_code.co_name != 'traced_jump44': return None
    at = frame.f_lineno - frame.f_code.co_firstlineno
    if event == 'line' and at == 6 and not jumped:
        jumped.append(1)
        try:
            frame.f_lineno = frame.f_code.co_firstlineno + 12
        except ValueError as error:
            print('no jump:', error)
    return jumper45
jumped = []
sys.settrace(jumper45)
try:
    print(traced_jump44([]), log)
except Exception as error:
    print(type(error).__name__, error)
finally:
    sys.settrace(None)
log.clear()
opcodes = False
no_lines = False
def traced46(a, b):
    for a in range(3):
        try:
            if -(17) % 3 == 2:
                break
            if (b % (17 or 1)) == 19:
                return b
        except (KeyError, ZeroDivisionError) as e51:
            log.append(('caught', 52))
            try:
                log.append((54, a))
                log.append((55, a))
                log.append((56, b))
            except (TypeError, RuntimeError):
                log.append(('caught', 58))
                log.append((59, b))
                log.append((60, b))
            else:
                log.append((61, a))
                log.append((62, a))
                log.append((63, b))
            with Manager(64, True) as b:
                log.append((65, a))
        finally:
            log.append(('finally', 66))
    else:
        pass
watch(traced46, 2, 2)
watch(traced46, 4, 0)
def traced_jump67(out):
    try:
        out.append('try 0')
        out.append(1 // 1)
    finally:
        out.append('finally 0')
    try:
        raise KeyError(1)
    except KeyError as e:
        out.append(e.args)
    out.append(2)
    out.append(3)
    return out
def jumper68(frame, event, arg):
    if frame.f_code.co_name != 'traced_jump67': return None
    at = frame.f_lineno - frame.f_code.co_firstlineno
    if event == 'call' and at == 7 and not jumped:
        jumped.append(1)
        try:
            frame.f_lineno = frame.f_code.co_firstlineno + 8
        except ValueError as error:
            print('no jump:', error)
    return jumper68
jumped = []
sys.settrace(jumper68)
try:
    print(traced_jump67([]), log)
except Exception as error:
    print(type(error).__name__, error)
finally:
    sys.settrace(None)
log.clear()
opcodes = True
no_lines = False
def traced_inner70(a, b):
    (yield b)
def traced69(a, b):
    g = traced_inner70(a, b)
    out = []
    for item in g:
        out.append(item)
        if len(out) > 2: break
    g.close()
    return len(out)
watch(traced69, 1, -1)
watch(traced69, -2, 0)
watch(traced69, 0, 2, how=sys.setprofile, tracer=profiler)
log.clear()
opcodes = True
no_lines = True
def traced_inner72(a, b):
    try:
        print([i for i in range(1)])
    finally:
        print('finally', 73)
def traced71(a, b):
    g = traced_inner72(a, b)
    out = []
    for item in g:
        out.append(item)
        b += 1
    g.close()
    return len(out)
watch(traced71, 2, 3)
watch(traced71, 4, 4, how=sys.setprofile, tracer=profiler)
