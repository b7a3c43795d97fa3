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
watch(traced1, -1, 0)
def traced_jump2(out):
    out.append(0)
    for i in range(2):
        out.append((1, i))
        out.append('body')
    try:
        out.append('try 2')
        out.append(1 // 1)
    finally:
        out.append('finally 2')
    return out
def jumper3(frame, event, arg):
    if frame.f_code.co_name != 'traced_jump2': return None
    at = frame.f_lineno - frame.f_code.co_firstlineno
    if event == 'line' and at == 7 and not jumped:
        jumped.append(1)
        try:
            frame.f_lineno = frame.f_code.co_firstlineno + 11
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
opcodes = False
no_lines = False
def traced4(a, b):
    total = [
        x * y
        for x in range(3)
        for y in range(b % 2)
        if 16 != y
    ]
    class Insidetraced4:
        value = a
        def method(self):
            return (self.value +
                    b)
    f = lambda n: n + len(total)
    return f(
        Insidetraced4().method(),
    )
watch(traced4, 2, 2)
watch(traced4, -1, 4, how=sys.setprofile, tracer=profiler)
log.clear()
opcodes = True
no_lines = True
def traced_inner6(a, b):
    (yield a)
    print([i for i in range(2)])
    a = (yield b) or 0
    print('sent', (yield b))
def traced5(a, b):
    g = traced_inner6(a, b)
    out = []
    for item in g:
        out.append(item)
        if len(out) > 2: break
    return list(g)
    return len(out)
watch(traced5, 0, 3)
watch(traced5, 1, 3, how=sys.setprofile, tracer=profiler)
def traced_jump7(out):
    try:
        out.append('try 0')
        out.append(1 // 1)
    finally:
        out.append('finally 0')
    while len(out) < 1:
        out.append('while')
    out.append(2)
    with Manager(3, False):
        out.append('with 3')
    return out
def jumper8(frame, event, arg):
    if frame.f_code.co_name != 'traced_jump7': return None
    at = frame.f_lineno - frame.f_code.co_firstlineno
    if event == 'line' and at == 8 and not jumped:
        jumped.append(1)
        try:
            frame.f_lineno = frame.f_code.co_firstlineno + 6
        except ValueError as error:
            print('no jump:', error)
    return jumper8
jumped = []
sys.settrace(jumper8)
try:
    print(traced_jump7([]), log)
except Exception as error:
    print(type(error).__name__, error)
finally:
    sys.settrace(None)
log.clear()
opcodes = False
no_lines = False
def traced9(a, b):
    match a, [b]:
        case [0, _]:
            return 'first'
        case [int(x), [y]] if x > y:
            return x - y
        case other:
            pass
    with Manager(1, True), Manager(2, False) as got:
        a //= b
        raise ArithmeticError('bad', 9)
    while a > 0:
        a -= 3
        if a == b:
            break
    else:
        a = 99
    return a
watch(traced9, 4, 2)
watch(traced9, -1, 0)
def traced_jump10(out):
    x0 = 0
    out.append(x0)
    del x0
    while len(out) < 1:
        out.append('while')
    for i in range(2):
        out.append((2, i))
        out.append('body')
    return out
def jumper11(frame, event, arg):
    if frame.f_code.co_name != 'traced_jump10': return None
    at = frame.f_lineno - frame.f_code.co_firstlineno
    if event == 'line' and at == 8 and not jumped:
        jumped.append(1)
        try:
            frame.f_lineno = frame.f_code.co_firstlineno + 11
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
    total = [
        x * y
        for x in range(1)
        for y in range(b % 4)
        if y != x
    ]
    class Insidetraced12:
        value = a
        def method(self):
            return (self.value +
                    b)
    f = lambda n: n + len(total)
    return f(
        Insidetraced12().method(),
    )
watch(traced12, 2, 4)
watch(traced12, 2, 0)
watch(traced12, -1, 3, how=sys.setprofile, tracer=profiler)
log.clear()
opcodes = False
no_lines = True
def traced13(a, b):
    total = [
        x * y
        for x in range(3)
        for y in range(b % 3)
        if y != 0
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
watch(traced13, -2, 0)
watch(traced13, -2, -1)
watch(traced13, -2, -1, how=sys.setprofile, tracer=profiler)
def traced_jump14(out):
    out.append(0)
    out.append(1)
    x2 = 2
    out.append(x2)
    del x2
    out.append(3)
    with Manager(4, False):
        out.append('with 4')
    x5 = 5
    out.append(x5)
    del x5
    return out
def jumper15(frame, event, arg):
    if frame.f_code.co_name != 'traced_jump14': return None
    at = frame.f_lineno - frame.f_code.co_firstlineno
    if event == 'line' and at == 8 and not jumped:
        jumped.append(1)
        try:
            frame.f_lineno = frame.f_code.co_firstlineno + 12
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
    match a, [b]:
        case [2, _]:
            return 'first'
        case [int(x), [y]] if x > y:
            return x - y
        case other:
            pass
    with Manager(1, True), Manager(2, False) as got:
        a //= b
        raise EOFError('bad', 3)
    while a > 0:
        a -= 3
        if a == b:
            break
    else:
        a = 99
    return a
watch(traced16, 1, 3)
watch(traced16, -1, 0, how=sys.setprofile, tracer=profiler)
log.clear()
opcodes = False
no_lines = False
def traced17(a, b):
    match a, [b]:
        case [1, _]:
            return 'first'
        case [int(x), [y]] if x > y:
            return x - y
        case other:
            pass
    with Manager(1, True), Manager(2, False) as got:
        a //= b
        raise TypeError('bad', 2)
    while a > 0:
        a -= 3
        if a == b:
            break
    else:
        a = 99
    return a
watch(traced17, -1, 2)
log.clear()
opcodes = False
no_lines = False
def traced_d19(n):
    try:
        traced_d20(n + 1)
    finally:
        return n
def traced_d20(n):
    return n
def traced18(a, b): return traced_d19(a) if b else traced_d19(b)
watch(traced18, -1, 2)
watch(traced18, 3, 1)
def traced_jump21(out):
    while len(out) < 0:
        out.append('while')
    out.append(1)
    try:
        out.append('try 2')
        out.append(1 // 1)
    finally:
        out.append('finally 2')
    return out
def jumper22(frame, event, arg):
    if frame.f_code.co_name != 'traced_jump21': return None
    at = frame.f_lineno - frame.f_code.co_firstlineno
    if event == 'return' and at == 6 and not jumped:
        jumped.append(1)
        try:
            frame.f_lineno = frame.f_code.co_firstlineno + 5
        except ValueError as error:
            print('no jump:', error)
    return jumper22
jumped = []
sys.settrace(jumper22)
try:
    print(traced_jump21([]), log)
except Exception as error:
    print(type(error).__name__, error)
finally:
    sys.settrace(None)
log.clear()
opcodes = False
no_lines = False
def traced_d24(n):
    try:
        traced_d25(n + 1)
    finally:
        n = 5
def traced_d25(n):
    try:
        traced_d26(n + 1)
    finally:
        print(n)
def traced_d26(n):
    return 10 // n
def traced23(a, b): return traced_d24(a) if b else traced_d24(b)
watch(traced23, 1, 3)
watch(traced23, -2, 0)
watch(traced23, 3, 0, how=sys.setprofile, tracer=profiler)
def traced_jump27(out):
    with Manager(0, False):
        out.append('with 0')
    while len(out) < 1:
        out.append('while')
    with Manager(2, False):
        out.append('with 2')
    while len(out) < 3:
        out.append('while')
    x4 = 4
    out.append(x4)
    del x4
    try:
        raise KeyError(5)
    except KeyError as e:
        out.append(e.args)
    return out
def jumper28(frame, event, arg):
    if frame.f_code.co_name != 'traced_jump27': return None
    at = frame.f_lineno - frame.f_code.co_firstlineno
    if event == 'line' and at == 2 and not jumped:
        jumped.append(1)
        try:
            frame.f_lineno = frame.f_code.co_firstlineno + 14
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
opcodes = True
no_lines = False
def traced_d30(n):
    try:
        traced_d31(n + 1)
    finally:
        print(n)
def traced_d31(n):
    return traced_d32(n) + 1
def traced_d32(n):
    return traced_d33(n) + 1
def traced_d33(n):
    return len(str(n)) + sum(map(abs, [n]))
def traced29(a, b): return traced_d30(a) if b else traced_d30(b)
watch(traced29, 0, 4)
watch(traced29, 4, 4)
def traced_jump34(out):
    out.append(0)
    x1 = 1
    out.append(x1)
    del x1
    if out:
        out.append('if 2')
    else:
        out.append('else 2')
    for i in range(2):
        out.append((3, i))
        out.append('body')
    out.append(4)
    with Manager(5, False):
        out.append('with 5')
    return out
def jumper35(frame, event, arg):
    if frame.f_code.co_name != 'traced_jump34': return None
    at = frame.f_lineno - frame.f_code.co_firstlineno
    if event == 'line' and at == 3 and not jumped:
        jumped.append(1)
        try:
            frame.f_lineno = frame.f_code.co_firstlineno + 0
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
def traced_d37(n):
    try:
        traced_d38(n + 1)
    finally:
        n = 5
def traced_d38(n):
    try:
        return traced_d39(n - 1)
    except ValueError as e:
        return -1
def traced_d39(n):
    raise ValueError(n)
def traced36(a, b): return traced_d37(a) if b else traced_d37(b)
watch(traced36, 0, 2)
log.clear()
opcodes = False
no_lines = True
def traced40(a, b):
    try:
        log.append((42, b))
    finally:
        log.append(('finally', 43))
        with Manager(44, True) as a:
            log.append((45, b))
            b ^= (a // (a or 1))
            for a in range(4):
                log.append((48, a))
                log.append((49, b))
                log.append((50, a))
            else:
                log.append((51, b))
        a = b % 1000
    a |= b
watch(traced40, 0, 2)
watch(traced40, -2, 2)
watch(traced40, 4, 1, how=sys.setprofile, tracer=profiler)
def traced_jump54(out):
    out.append(0)
    out.append(1)
    for i in range(2):
        out.append((2, i))
        out.append('body')
    out.append(3)
    try:
        raise KeyError(4)
    except KeyError as e:
        out.append(e.args)
    out.append(5)
    out.append(6)
    return out
def jumper55(frame, event, arg):
    if frame.f_code.co_name != 'traced_jump54': return None
    at = frame.f_lineno - frame.f_code.co_firstlineno
    if event == 'return' and at == 10 and not jumped:
        jumped.append(1)
        try:
            frame.f_lineno = frame.f_code.co_firstlineno + 4
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
no_lines = True
def traced56(a, b):
    match a, [b]:
        case [1, _]:
            return 'first'
        case [int(x), [y]] if x > y:
            return x - y
        case other:
            pass
    with Manager(1, True), Manager(2, False) as got:
        a //= b
        raise Exception()
    while a > 0:
        a -= 3
        if a == b:
            break
    else:
        a = 99
    return a
watch(traced56, 3, 1)
watch(traced56, -2, 4)
log.clear()
opcodes = False
no_lines = False
def traced57(a, b):
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
watch(traced57, -1, 1)
watch(traced57, 1, 4, how=sys.setprofile, tracer=profiler)
def traced_jump58(out):
    with Manager(0, False):
        out.append('with 0')
    try:
        out.append('try 1')
        out.append(1 // 1)
    finally:
        out.append('finally 1')
    out.append(2)
    return out
def jumper59(frame, event, arg):
    if frame.f_code.co_name != 'traced_jump58': return None
    at = frame.f_lineno - frame.f_code.co_firstlineno
    if event == 'line' and at == 9 and not jumped:
        jumped.append(1)
        try:
            frame.f_lineno = frame.f_code.co_firstlineno + 12
        except ValueError as error:
            print('no jump:', error)
    return jumper59
jumped = []
sys.settrace(jumper59)
try:
    print(traced_jump58([]), log)
except Exception as error:
    print(type(error).__name__, error)
finally:
    sys.settrace(None)
log.clear()
opcodes = False
no_lines = False
def traced60(a, b):
    total = [
        x * y
        for x in range(2)
        for y in range(b % 2)
        if 6 >= x
    ]
    class Insidetraced60:
        value = a
        def method(self):
            return (self.value +
                    b)
    f = lambda n: n + len(total)
    return f(
        Insidetraced60().method(),
    )
watch(traced60, 2, 3)
watch(traced60, -1, 1)
