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
opcodes = True
no_lines = False
def traced1(a, b):
    match a, [b]:
        case [0, _]:
            return 'first'
        case [int(x), [y]] if x > y:
            return x - y
        case other:
            pass
    with Manager(1, True), Manager(2, False) as got:
        a //= b
        raise IndexError('Ham')
    while a > 0:
        a -= 3
        if a == b:
            break
    else:
        a = 99
    return a
watch(traced1, -1, 1)
def traced_jump2(out):
    out.append(0)
    try:
        out.append('try 1')
        out.append(1 // 1)
    finally:
        out.append('finally 1')
    if out:
        out.append('if 2')
    else:
        out.append('else 2')
    out.append(3)
    return out
def jumper3(frame, event, arg):
    if frame.f_code.co_name != 'traced_jump2': return None
    at = frame.f_lineno - frame.f_code.co_firstlineno
    if event == 'call' and at == 4 and not jumped:
        jumped.append(1)
        try:
            frame.f_lineno = frame.f_code.co_firstlineno + 6
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
log.clear()
opcodes = True
no_lines = True
def traced_inner5(a, b):
    b = (yield a) or 3
    print([i for i in range(0)])
def traced4(a, b):
    g = traced_inner5(a, b)
    out = []
    for item in g:
        out.append(item)
        b += 1
    return list(g)
    return len(out)
watch(traced4, 4, 4)
watch(traced4, 2, 3)
log.clear()
opcodes = False
no_lines = False
def traced_d7(n):
    try:
        traced_d8(n + 1)
    finally:
        print(n)
def traced_d8(n):
    try:
        return traced_d9(n - 1)
    except ValueError as e:
        return -1
def traced_d9(n):
    return len(str(n)) + sum(map(abs, [n]))
def traced6(a, b): return traced_d7(a) if b else traced_d7(b)
watch(traced6, -1, 4)
watch(traced6, 4, 2, how=sys.setprofile, tracer=profiler)
log.clear()
opcodes = False
no_lines = False
def traced10(a, b):
    total = [
        x * y
        for x in range(3)
        for y in range(b % 2)
        if x % 2 == 2
    ]
    class Insidetraced10:
        value = a
        def method(self):
            return (self.value +
                    b)
    f = lambda n: n + len(total)
    return f(
        Insidetraced10().method(),
    )
watch(traced10, -1, 4)
watch(traced10, -1, 0, how=sys.setprofile, tracer=profiler)
def traced_jump11(out):
    x0 = 0
    out.append(x0)
    del x0
    for i in range(2):
        out.append((1, i))
        out.append('body')
    out.append(2)
    if out:
        out.append('if 3')
    else:
        out.append('else 3')
    try:
        out.append('try 4')
        out.append(1 // 1)
    finally:
        out.append('finally 4')
    out.append(5)
    return out
def jumper12(frame, event, arg):
    if frame.f_code.co_name != 'traced_jump11': return None
    at = frame.f_lineno - frame.f_code.co_firstlineno
    if event == 'line' and at == 12 and not jumped:
        jumped.append(1)
        try:
            frame.f_lineno = frame.f_code.co_firstlineno + 14
        except ValueError as error:
            print('no jump:', error)
    return jumper12
jumped = []
sys.settrace(jumper12)
try:
    print(traced_jump11([]), log)
except Exception as error:
    print(type(error).__name__, error)
finally:
    sys.settrace(None)
log.clear()
opcodes = False
no_lines = False
def traced13(a, b):
    total = [
        x * y
        for x in range(1)
        for y in range(b % 3)
        if 10 <= 7
    ]
    class Insidetraced13:
        value = a
        def method(self):
            return (self.value +
                    b)
    f = lambda n: n + len(total)
    return f(
        Insidetraced13().method(),
    )
watch(traced13, 0, -1)
def traced_jump14(out):
    out.append(0)
    try:
        raise KeyError(1)
    except KeyError as e:
        out.append(e.args)
    out.append(2)
    return out
def jumper15(frame, event, arg):
    if frame.f_code.co_name != 'traced_jump14': return None
    at = frame.f_lineno - frame.f_code.co_firstlineno
    if event == 'line' and at == 9 and not jumped:
        jumped.append(1)
        try:
            frame.f_lineno = frame.f_code.co_firstlineno + 2
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
no_lines = True
def traced16(a, b):
    log.append((17, b))
watch(traced16, 2, 3)
watch(traced16, 4, -1, how=sys.setprofile, tracer=profiler)
def traced_jump18(out):
    try:
        out.append('try 0')
        out.append(1 // 1)
    finally:
        out.append('finally 0')
    while len(out) < 1:
        out.append('while')
    out.append(2)
    while len(out) < 3:
        out.append('while')
    return out
def jumper19(frame, event, arg):
    if frame.f_code.co_name != 'traced_jump18': return None
    at = frame.f_lineno - frame.f_code.co_firstlineno
    if event == 'line' and at == 10 and not jumped:
        jumped.append(1)
        try:
            frame.f_lineno = frame.f_code.co_firstlineno + 7
        except ValueError as error:
            print('no jump:', error)
    return jumper19
jumped = []
sys.settrace(jumper19)
try:
    print(traced_jump18([]), log)
except Exception as error:
    print(type(error).__name__, error)
finally:
    sys.settrace(None)
log.clear()
opcodes = False
no_lines = True
def traced_inner21(a, b):
    if isinstance(a, int) and -2 < len('a'):
        (yield a)
        (yield b)
        for a in range(3):
            (yield b)
            b = (yield b) or 0
            b = (yield b) or 1
def traced20(a, b):
    g = traced_inner21(a, b)
    out = []
    for item in g:
        out.append(item)
        pass
    g.close()
    return len(out)
watch(traced20, 2, 4)
watch(traced20, 2, 4, how=sys.setprofile, tracer=profiler)
log.clear()
opcodes = True
no_lines = False
def traced_inner23(a, b):
    a = (yield a) or 0
    for b in range(3):
        b = (yield a) or 2
def traced22(a, b):
    g = traced_inner23(a, b)
    out = []
    for item in g:
        out.append(item)
        if len(out) > 2: break
    g.close()
    return len(out)
watch(traced22, 4, -1)
watch(traced22, -1, 4)
watch(traced22, -1, 0, how=sys.setprofile, tracer=profiler)
def traced_jump24(out):
    if out:
        out.append('if 0')
    else:
        out.append('else 0')
    out.append(1)
    x2 = 2
    out.append(x2)
    del x2
    out.append(3)
    with Manager(4, False):
        out.append('with 4')
    if out:
        out.append('if 5')
    else:
        out.append('else 5')
    return out
def jumper25(frame, event, arg):
    if frame.f_code.co_name != 'traced_jump24': return None
    at = frame.f_lineno - frame.f_code.co_firstlineno
    if event == 'line' and at == 1 and not jumped:
        jumped.append(1)
        try:
            frame.f_lineno = frame.f_code.co_firstlineno + 0
        except ValueError as error:
            print('no jump:', error)
    return jumper25
jumped = []
sys.settrace(jumper25)
try:
    print(traced_jump24([]), log)
except Exception as error:
    print(type(error).__name__, error)
finally:
    sys.settrace(None)
log.clear()
opcodes = False
no_lines = False
def traced_d27(n):
    try:
        traced_d28(n + 1)
    finally:
        n = 5
def traced_d28(n):
    try:
        return traced_d29(n - 1)
    except ValueError as e:
        pass
def traced_d29(n):
    raise ValueError(n)
def traced26(a, b): return traced_d27(a) if b else traced_d27(b)
watch(traced26, 3, -1)
watch(traced26, 4, 0)
def traced_jump30(out):
    out.append(0)
    try:
        out.append('try 1')
        out.append(1 // 1)
    finally:
        out.append('finally 1')
    out.append(2)
    out.append(3)
    out.append(4)
    out.append(5)
    for i in range(2):
        out.append((6, i))
        out.append('body')
    return out
def jumper31(frame, event, arg):
    if frame.f_code.co_name != 'traced_jump30': return None
    at = frame.f_lineno - frame.f_code.co_firstlineno
    if event == 'line' and at == 4 and not jumped:
        jumped.append(1)
        try:
            frame.f_lineno = frame.f_code.co_firstlineno + 13
        except ValueError as error:
            print('no jump:', error)
    return jumper31
jumped = []
sys.settrace(jumper31)
try:
    print(traced_jump30([]), log)
except Exception as error:
    print(type(error).__name__, error)
finally:
    sys.settrace(None)
log.clear()
opcodes = False
no_lines = True
def traced32(a, b):
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
watch(traced32, -1, 4)
watch(traced32, 3, 1, how=sys.setprofile, tracer=profiler)
def traced_jump33(out):
    out.append(0)
    if out:
        out.append('if 1')
    else:
        out.append('else 1')
    with Manager(2, False):
        out.append('with 2')
    while len(out) < 3:
        out.append('while')
    return out
def jumper34(frame, event, arg):
    if frame.f_code.co_name != 'traced_jump33': return None
    at = frame.f_lineno - frame.f_code.co_firstlineno
    if event == 'line' and at == 4 and not jumped:
        jumped.append(1)
        try:
            frame.f_lineno = frame.f_code.co_firstlineno + 9
        except ValueError as error:
            print('no jump:', error)
    return jumper34
jumped = []
sys.settrace(jumper34)
try:
    print(traced_jump33([]), log)
except Exception as error:
    print(type(error).__name__, error)
finally:
    sys.settrace(None)
log.clear()
opcodes = True
no_lines = False
def traced_inner36(a, b):
    (yield b)
    try:
        a = (yield a) or 3
    finally:
        print('finally', 37)
def traced35(a, b):
    g = traced_inner36(a, b)
    out = []
    for item in g:
        out.append(item)
        pass
    g.close()
    return len(out)
watch(traced35, 0, 3)
watch(traced35, 3, 1)
watch(traced35, 4, 4, how=sys.setprofile, tracer=profiler)
def traced_jump38(out):
    x0 = 0
    out.append(x0)
    del x0
    try:
        out.append('try 1')
        out.append(1 // 1)
    finally:
        out.append('finally 1')
    for i in range(2):
        out.append((2, i))
        out.append('body')
    if out:
        out.append('if 3')
    else:
        out.append('else 3')
    with Manager(4, False):
        out.append('with 4')
    out.append(5)
    return out
def jumper39(frame, event, arg):
    if frame.f_code.co_name != 'traced_jump38': return None
    at = frame.f_lineno - frame.f_code.co_firstlineno
    if event == 'line' and at == 1 and not jumped:
        jumped.append(1)
        try:
            frame.f_lineno = frame.f_code.co_firstlineno + 2
        except ValueError as error:
            print('no jump:', error)
    return jumper39
jumped = []
sys.settrace(jumper39)
try:
    print(traced_jump38([]), log)
except Exception as error:
    print(type(error).__name__, error)
finally:
    sys.settrace(None)
log.clear()
opcodes = False
no_lines = True
def traced_inner41(a, b):
    print('sent', (yield b))
    if isinstance(b, int) and len('a') >= 16:
        for a in range(1):
            b = (yield a) or 3
            b = (yield a) or 0
            (yield b)
    if isinstance(b, int) and len('b') < len('b'):
        if isinstance(b, int) and len('b') >= len('b'):
            pass
def traced40(a, b):
    g = traced_inner41(a, b)
    out = []
    for item in g:
        out.append(item)
        b += 1
    g.close()
    return len(out)
watch(traced40, 1, 3)
watch(traced40, 3, -1)
watch(traced40, 3, 3, how=sys.setprofile, tracer=profiler)
log.clear()
opcodes = False
no_lines = False
def traced42(a, b):
    match a, [b]:
        case [0, _]:
            return 'first'
        case [int(x), [y]] if x > y:
            return x - y
        case other:
            pass
    with Manager(1, True), Manager(2, False) as got:
        a //= b
        raise OSError()
    while a > 0:
        a -= 3
        if a == b:
            break
    else:
        a = 99
    return a
watch(traced42, -1, 0)
watch(traced42, 0, 1)
watch(traced42, 0, 1, how=sys.setprofile, tracer=profiler)
def traced_jump43(out):
    while len(out) < 0:
        out.append('while')
    try:
        out.append('try 1')
        out.append(1 // 1)
    finally:
        out.append('finally 1')
    out.append(2)
    return out
def jumper44(frame, event, arg):
    if frame.f_code.co_name != 'traced_jump43': return None
    at = frame.f_lineno - frame.f_code.co_firstlineno
    if event == 'line' and at == 7 and not jumped:
        jumped.append(1)
        try:
            frame.f_lineno = frame.f_code.co_firstlineno + 3
        except ValueError as error:
            print('no jump:', error)
    return jumper44
jumped = []
sys.settrace(jumper44)
try:
    print(traced_jump43([]), log)
except Exception as error:
    print(type(error).__name__, error)
finally:
    sys.settrace(None)
log.clear()
opcodes = True
no_lines = True
def traced_d46(n):
    return traced_d47(n) + 1
def traced_d47(n):
    return traced_d48(n) + 1
def traced_d48(n):
    return len(str(n)) + sum(map(abs, [n]))
def traced45(a, b): return traced_d46(a) if b else traced_d46(b)
watch(traced45, 1, 0)
watch(traced45, 3, 2)
watch(traced45, -2, 2, how=sys.setprofile, tracer=profiler)
def traced_jump49(out):
    out.append(0)
    out.append(1)
    if out:
        out.append('if 2')
    else:
        out.append('else 2')
    return out
def jumper50(frame, event, arg):
    if frame.f_code.co_name != 'traced_jump49': return None
    at = frame.f_lineno - frame.f_code.co_firstlineno
    if event == 'line' and at == 3 and not jumped:
        jumped.append(1)
        try:
            frame.f_lineno = frame.f_code.co_firstlineno + 1
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
opcodes = True
no_lines = True
def traced51(a, b):
    a |= (a | a)
watch(traced51, -2, 4)
watch(traced51, -1, 1, how=sys.setprofile, tracer=profiler)
log.clear()
opcodes = False
no_lines = True
def traced_inner54(a, b):
    try:
        a = (yield b) or 2
        print('sent', (yield b))
        print([i for i in range(0)])
    except ValueError as error:
        print('inside', type(error).__name__, error.args)
    try:
        (yield a)
    except KeyError as error:
        print('inside', type(error).__name__, error.args)
        (yield b)
        if isinstance(a, int) and len('a') <= 1:
            pass
def traced53(a, b):
    g = traced_inner54(a, b)
    out = []
    for item in g:
        out.append(item)
        if len(out) > 2: break
    return list(g)
    return len(out)
watch(traced53, 0, 4)
watch(traced53, 1, -1, how=sys.setprofile, tracer=profiler)
def traced_jump55(out):
    out.append(0)
    out.append(1)
    out.append(2)
    out.append(3)
    try:
        raise KeyError(4)
    except KeyError as e:
        out.append(e.args)
    return out
def jumper56(frame, event, arg):
    if frame.f_code.co_name != 'traced_jump55': return None
    at = frame.f_lineno - frame.f_code.co_firstlineno
    if event == 'return' and at == 3 and not jumped:
        jumped.append(1)
        try:
            frame.f_lineno = frame.f_code.co_firstlineno + 3
        except ValueError as error:
            print('no jump:', error)
    return jumper56
jumped = []
sys.settrace(jumper56)
try:
    print(traced_jump55([]), log)
except Exception as error:
    print(type(error).__name__, error)
finally:
    sys.settrace(None)
