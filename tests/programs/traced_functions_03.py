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
no_lines = True
def traced1(a, b):
    i3 = 1
    while i3:
        i3 -= 1
        b = ((b % (b or 1)) << (min(b, a) % 8)) % 1000
        log.append((5, b))
        if sum([b, a][:2]) >= 19:
            log.append((7, b))
    log.append((8, a))
watch(traced1, 2, 0)
watch(traced1, 3, 4, how=sys.setprofile, tracer=profiler)
def traced_jump9(out):
    while len(out) < 0:
        out.append('while')
    out.append(1)
    out.append(2)
    return out
def jumper10(frame, event, arg):
    if frame.f_code.co_name != 'traced_jump9': return None
    at = frame.f_lineno - frame.f_code.co_firstlineno
    if event == 'call' and at == 4 and not jumped:
        jumped.append(1)
        try:
            frame.f_lineno = frame.f_code.co_firstlineno + 10
        except ValueError as error:
            print('no jump:', error)
    return jumper10
jumped = []
sys.settrace(jumper10)
try:
    print(traced_jump9([]), log)
except Exception as error:
    print(type(error).__name__, error)
finally:
    sys.settrace(None)
log.clear()
opcodes = False
no_lines = True
def traced_inner12(a, b):
    for a in range(2):
        try:
            print('sent', (yield b))
        except Exception as error:
            print('inside', type(error).__name__, error.args)
            (yield b)
def traced11(a, b):
    g = traced_inner12(a, b)
    out = []
    for item in g:
        out.append(item)
        pass
    return out
    return len(out)
watch(traced11, -1, 4)
watch(traced11, 3, 1)
log.clear()
opcodes = False
no_lines = False
def traced13(a, b):
    try:
        for a in range(4):
            for a in range(3):
                log.append((17, b))
            a += (a | 2)
        a = ((20 ^ 18) // ((a >> (12 % 8)) or 1)) % 1000
    finally:
        log.append(('finally', 20))
watch(traced13, 0, 2)
watch(traced13, 0, 4)
watch(traced13, -2, 0, how=sys.setprofile, tracer=profiler)
log.clear()
opcodes = False
no_lines = False
def traced21(a, b):
    total = [
        x * y
        for x in range(3)
        for y in range(b % 4)
        if y < y <= 0
    ]
    class Insidetraced21:
        value = a
        def method(self):
            return (self.value +
                    b)
    f = lambda n: n + len(total)
    return f(
        Insidetraced21().method(),
    )
watch(traced21, -2, 4)
log.clear()
opcodes = False
no_lines = True
def traced22(a, b):
    match a, [b]:
        case [1, _]:
            return 'first'
        case [int(x), [y]] if x > y:
            return x - y
        case other:
            pass
    with Manager(1, True), Manager(2, False) as got:
        a //= b
        raise BufferError('42')
    while a > 0:
        a -= 3
        if a == b:
            break
    else:
        a = 99
    return a
watch(traced22, 3, 2)
watch(traced22, 1, 4)
watch(traced22, -1, 3, how=sys.setprofile, tracer=profiler)
def traced_jump23(out):
    try:
        out.append('try 0')
        out.append(1 // 1)
    finally:
        out.append('finally 0')
    try:
        out.append('try 1')
        out.append(1 // 1)
    finally:
        out.append('finally 1')
    x2 = 2
    out.append(x2)
    del x2
    return out
def jumper24(frame, event, arg):
    if frame.f_code.co_name != 'traced_jump23': return None
    at = frame.f_lineno - frame.f_code.co_firstlineno
    if event == 'return' and at == 3 and not jumped:
        jumped.append(1)
        try:
            frame.f_lineno = frame.f_code.co_firstlineno + 3
        except ValueError as error:
            print('no jump:', error)
    return jumper24
jumped = []
sys.settrace(jumper24)
try:
    print(traced_jump23([]), log)
except Exception as error:
    print(type(error).__name__, error)
finally:
    sys.settrace(None)
log.clear()
opcodes = True
no_lines = False
def traced_inner26(a, b):
    (yield b)
def traced25(a, b):
    g = traced_inner26(a, b)
    out = []
    for item in g:
        out.append(item)
        if len(out) > 2: break
    return out
    return len(out)
watch(traced25, 0, 1)
watch(traced25, 2, 1, how=sys.setprofile, tracer=profiler)
def traced_jump27(out):
    out.append(0)
    while len(out) < 1:
        out.append('while')
    try:
        raise KeyError(2)
    except KeyError as e:
        out.append(e.args)
    out.append(3)
    return out
def jumper28(frame, event, arg):
    if frame.f_code.co_name != 'traced_jump27': return None
    at = frame.f_lineno - frame.f_code.co_firstlineno
    if event == 'line' and at == 7 and not jumped:
        jumped.append(1)
        try:
            frame.f_lineno = frame.f_code.co_firstlineno + 10
        except ValueError as error:
            print('no jump:', error)
    return jumper28
jumped = []
sys.settrace(jumper28)
try:
    print(traced_jump27([]), log)
except Exception as error:
    print(type(error).__name__, error)
finally:
    sys.settrace(None)
log.clear()
opcodes = False
no_lines = False
def traced29(a, b):
    match a, [b]:
        case [3, _]:
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
watch(traced29, -2, 0)
watch(traced29, -2, -1)
watch(traced29, 2, 2, how=sys.setprofile, tracer=profiler)
def traced_jump30(out):
    while len(out) < 0:
        out.append('while')
    for i in range(2):
        out.append((1, i))
        out.append('body')
    out.append(2)
    return out
def jumper31(frame, event, arg):
    if frame.f_code.co_name != 'traced_jump30': return None
    at = frame.f_lineno - frame.f_code.co_firstlineno
    if event == 'return' and at == 2 and not jumped:
        jumped.append(1)
        try:
            frame.f_lineno = frame.f_code.co_firstlineno + 12
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
    log.append((33, a))
    if (a if 16 not in (-1, 0, 1) else b) >= (2 * 20):
        raise KeyError('spam')
watch(traced32, -2, 2)
watch(traced32, 2, 1, how=sys.setprofile, tracer=profiler)
def traced_jump35(out):
    try:
        out.append('try 0')
        out.append(1 // 1)
    finally:
        out.append('finally 0')
    x1 = 1
    out.append(x1)
    del x1
    x2 = 2
    out.append(x2)
    del x2
    out.append(3)
    return out
def jumper36(frame, event, arg):
    if frame.f_code.co_name != 'traced_jump35': return None
    at = frame.f_lineno - frame.f_code.co_firstlineno
    if event == 'line' and at == 6 and not jumped:
        jumped.append(1)
        try:
            frame.f_lineno = frame.f_code.co_firstlineno + 5
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
opcodes = True
no_lines = False
def traced37(a, b):
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
watch(traced37, 0, 4)
watch(traced37, 0, 2, how=sys.setprofile, tracer=profiler)
def traced_jump38(out):
    x0 = 0
    out.append(x0)
    del x0
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
def jumper39(frame, event, arg):
    if frame.f_code.co_name != 'traced_jump38': return None
    at = frame.f_lineno - frame.f_code.co_firstlineno
    if event == 'return' and at == 10 and not jumped:
        jumped.append(1)
        try:
            frame.f_lineno = frame.f_code.co_firstlineno + 14
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
no_lines = False
def traced40(a, b):
    total = [
        x * y
        for x in range(2)
        for y in range(b % 3)
        if -5 != 12
    ]
    class Insidetraced40:
        value = a
        def method(self):
            return (self.value +
                    b)
    f = lambda n: n + len(total)
    return f(
        Insidetraced40().method(),
    )
watch(traced40, 2, 2)
watch(traced40, 3, 0, how=sys.setprofile, tracer=profiler)
def traced_jump41(out):
    try:
        raise KeyError(0)
    except KeyError as e:
        out.append(e.args)
    try:
        out.append('try 1')
        out.append(1 // 1)
    finally:
        out.append('finally 1')
    if out:
        out.append('if 2')
    else:
        out.append('else 2')
    return out
def jumper42(frame, event, arg):
    if frame.f_code.co_name != 'traced_jump41': return None
    at = frame.f_lineno - frame.f_code.co_firstlineno
    if event == 'line' and at == 2 and not jumped:
        jumped.append(1)
        try:
            frame.f_lineno = frame.f_code.co_firstlineno + 8
        except ValueError as error:
            print('no jump:', error)
    return jumper42
jumped = []
sys.settrace(jumper42)
try:
    print(traced_jump41([]), log)
except Exception as error:
    print(type(error).__name__, error)
finally:
    sys.settrace(None)
log.clear()
opcodes = False
no_lines = False
def traced43(a, b):
    match a, [b]:
        case [1, _]:
            return 'first'
        case [int(x), [y]] if x > y:
            return x - y
        case other:
            pass
    with Manager(1, True), Manager(2, False) as got:
        a //= b
        raise NotImplementedError('bad', 3)
    while a > 0:
        a -= 3
        if a == b:
            break
    else:
        a = 99
    return a
watch(traced43, 2, 3)
watch(traced43, 3, 0)
def traced_jump44(out):
    try:
        out.append('try 0')
        out.append(1 // 1)
    finally:
        out.append('finally 0')
    try:
        out.append('try 1')
        out.append(1 // 1)
    finally:
        out.append('finally 1')
    if out:
        out.append('if 2')
    else:
        out.append('else 2')
    x3 = 3
    out.append(x3)
    del x3
    out.append(4)
    return out
def jumper45(frame, event, arg):
    if frame.f_code.co_name != 'traced_jump44': return None
    at = frame.f_lineno - frame.f_code.co_firstlineno
    if event == 'call' and at == 7 and not jumped:
        jumped.append(1)
        try:
            frame.f_lineno = frame.f_code.co_firstlineno + 2
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
no_lines = True
def traced46(a, b):
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
watch(traced46, 2, 1)
watch(traced46, 4, 2)
def traced_jump47(out):
    out.append(0)
    with Manager(1, False):
        out.append('with 1')
    out.append(2)
    return out
def jumper48(frame, event, arg):
    if frame.f_code.co_name != 'traced_jump47': return None
    at = frame.f_lineno - frame.f_code.co_firstlineno
    if event == 'line' and at == 6 and not jumped:
        jumped.append(1)
        try:
            frame.f_lineno = frame.f_code.co_firstlineno + 2
        except ValueError as error:
            print('no jump:', error)
    return jumper48
jumped = []
sys.settrace(jumper48)
try:
    print(traced_jump47([]), log)
except Exception as error:
    print(type(error).__name__, error)
finally:
    sys.settrace(None)
log.clear()
opcodes = True
no_lines = False
def traced49(a, b):
    log.append((50, a))
watch(traced49, 3, 0)
log.clear()
opcodes = False
no_lines = False
def traced_d52(n):
    try:
        return traced_d53(n - 1)
    except ZeroDivisionError as e:
        raise KeyError from e
def traced_d53(n):
    try:
        traced_d54(n + 1)
    finally:
        print(n)
def traced_d54(n):
    return len(str(n)) + sum(map(abs, [n]))
def traced51(a, b): return traced_d52(a) if b else traced_d52(b)
watch(traced51, 1, 3)
watch(traced51, 1, 3)
log.clear()
opcodes = False
no_lines = False
def traced_d56(n):
    try:
        return traced_d57(n - 1)
    except ZeroDivisionError as e:
        raise KeyError from e
def traced_d57(n):
    return traced_d58(n) + 1
def traced_d58(n):
    return len(str(n)) + sum(map(abs, [n]))
def traced55(a, b): return traced_d56(a) if b else traced_d56(b)
watch(traced55, 3, 0)
watch(traced55, 4, 2)
watch(traced55, 1, -1, how=sys.setprofile, tracer=profiler)
log.clear()
opcodes = False
no_lines = False
def traced59(a, b):
    try:
        log.append((61, b))
    except OSError as e62:
        log.append(('caught', 63))
        log.append((64, b))
    except ArithmeticError as e65:
        log.append(('caught', 66))
        log.append((67, a))
    finally:
        log.append(('finally', 68))
        with Manager(69, True) as b:
            if +(b) % 3 == 0:
                return ((-4 + a) | (a % (3 or 1)))
            b = ((b >> (b % 8)) or (a // (7 or 1))) % 1000
        if (b ^ a) < (b << (b % 8)):
            raise AssertionError() from None
        log.append((73, a))
    log.append((74, [i for i in range(4) if (i + 12) % 2 == 1]))
    if max(b, a) % 4 == 0:
        i77 = 2
        while i77:
            i77 -= 1
            i79 = 0
            while i79:
                i79 -= 1
                log.append((80, b))
        if (lambda i, j=20: i - j)(a) != 7:
            return ((-5 * b) & (b or b))
watch(traced59, -2, 3)
watch(traced59, -1, -1)
def traced_jump82(out):
    for i in range(2):
        out.append((0, i))
        out.append('body')
    out.append(1)
    for i in range(2):
        out.append((2, i))
        out.append('body')
    out.append(3)
    while len(out) < 4:
        out.append('while')
    out.append(5)
    out.append(6)
    return out
def jumper83(frame, event, arg):
    if frame.f_code.co_name != 'traced_jump82': return None
    at = frame.f_lineno - frame.f_code.co_firstlineno
    if event == 'return' and at == 11 and not jumped:
        jumped.append(1)
        try:
            frame.f_lineno = frame.f_code.co_firstlineno + 0
        except ValueError as error:
            print('no jump:', error)
    return jumper83
jumped = []
sys.settrace(jumper83)
try:
    print(traced_jump82([]), log)
except Exception as error:
    print(type(error).__name__, error)
finally:
    sys.settrace(None)
