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
    total = [
        x * y
        for x in range(2)
        for y in range(b % 2)
        if -2 > -2
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
watch(traced1, -1, 4)
watch(traced1, 3, 3)
watch(traced1, 0, 4, how=sys.setprofile, tracer=profiler)
log.clear()
opcodes = False
no_lines = True
def traced2(a, b):
    if (lambda i, j=a: i ^ j)(a) < (a and b):
        return a
    a = a % 1000
    for a in range(2):
        if (a | 16) < (a ^ b) <= 4:
            raise OverflowError(6)
watch(traced2, -1, 0)
watch(traced2, -2, 3)
watch(traced2, 2, 4, how=sys.setprofile, tracer=profiler)
def traced_jump7(out):
    for i in range(2):
        out.append((0, i))
        out.append('body')
    while len(out) < 1:
        out.append('while')
    if out:
        out.append('if 2')
    else:
        out.append('else 2')
    with Manager(3, False):
        out.append('with 3')
    x4 = 4
    out.append(x4)
    del x4
    return out
def jumper8(frame, event, arg):
    if frame.f_code.co_name != 'traced_jump7': return None
    at = frame.f_lineno - frame.f_code.co_firstlineno
    if event == 'line' and at == 12 and not jumped:
        jumped.append(1)
        try:
            frame.f_lineno = frame.f_code.co_firstlineno + 13
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
        got += 1
    while a > 0:
        a -= 3
        if a == b:
            break
    else:
        a = 99
    return a
watch(traced9, 0, 0)
watch(traced9, -1, 2)
watch(traced9, -2, 2, how=sys.setprofile, tracer=profiler)
log.clear()
opcodes = False
no_lines = False
def traced10(a, b):
    log.append((11, [i for i in range(3) if i >= sum([i, i][:1])]))
    try:
        try:
            try:
                log.append((15, a))
                log.append((16, a))
                log.append((17, b))
                raise NameError(1)
            except Exception as e18:
                log.append(('caught', 19))
                log.append((20, a))
                log.append((21, b))
        except OSError as e22:
            log.append(('caught', 23))
    except ArithmeticError as e24:
        log.append(('caught', 25))
watch(traced10, -2, 4)
watch(traced10, 1, 1, how=sys.setprofile, tracer=profiler)
log.clear()
opcodes = False
no_lines = False
def traced_d27(n):
    try:
        traced_d28(n + 1)
    finally:
        return n
def traced_d28(n):
    try:
        return traced_d29(n - 1)
    except Exception as e:
        raise KeyError from e
def traced_d29(n):
    try:
        traced_d30(n + 1)
    finally:
        print(n)
def traced_d30(n):
    return len(str(n)) + sum(map(abs, [n]))
def traced26(a, b): return traced_d27(a) if b else traced_d27(b)
watch(traced26, -1, 0)
watch(traced26, 4, 0)
def traced_jump31(out):
    out.append(0)
    out.append(1)
    out.append(2)
    while len(out) < 3:
        out.append('while')
    try:
        raise KeyError(4)
    except KeyError as e:
        out.append(e.args)
    while len(out) < 5:
        out.append('while')
    return out
def jumper32(frame, event, arg):
    if frame.f_code.co_name != 'traced_jump31': return None
    at = frame.f_lineno - frame.f_code.co_firstlineno
    if event == 'line' and at == 10 and not jumped:
        jumped.append(1)
        try:
            frame.f_lineno = frame.f_code.co_firstlineno + 6
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
    a = ((lambda i, j=a: i - j)(b) - (a - b)) % 1000
    a |= -(20)
watch(traced33, 2, 2)
def traced_jump36(out):
    if out:
        out.append('if 0')
    else:
        out.append('else 0')
    if out:
        out.append('if 1')
    else:
        out.append('else 1')
    x2 = 2
    out.append(x2)
    del x2
    return out
def jumper37(frame, event, arg):
    if frame.f_code.co_name != 'traced_jump36': return None
    at = frame.f_lineno - frame.f_code.co_firstlineno
    if event == 'call' and at == 11 and not jumped:
        jumped.append(1)
        try:
            frame.f_lineno = frame.f_code.co_firstlineno + 2
        except ValueError as error:
            print('no jump:', error)
    return jumper37
jumped = []
sys.settrace(jumper37)
try:
    print(traced_jump36([]), log)
except Exception as error:
    print(type(error).__name__, error)
finally:
    sys.settrace(None)
log.clear()
opcodes = True
no_lines = True
def traced38(a, b):
    try:
        try:
            log.append((41, a))
            log.append(6 // a)
        except ValueError as e42:
            log.append(('caught', 43))
            log.append((44, [i for i in range(5) if (12 & i) >= i]))
            raise
        else:
            log.append((45, b))
        finally:
            log.append(('finally', 46))
            log.append((47, [i for i in range(1) if i >= (16 ^ i)]))
    except LookupError as e48:
        log.append(('caught', 49))
        if (a * b) != (a // (a or 1)):
            return sum([max(b, b), max(18, a)][:2])
    log.append((51, a))
    if 20 < (lambda i, j=a: i + j)(14) <= b:
        a = (abs(3) - int(a)) % 1000
    else:
        log.append((54, b))
        for a in range(4):
            if (-4 % (18 or 1)) >= (-4 >> (10 % 8)):
                log.append((57, b))
                log.append((58, b))
                log.append((59, b))
            else:
                pass
        else:
            pass
watch(traced38, 1, 2)
watch(traced38, 0, 4, how=sys.setprofile, tracer=profiler)
def traced_jump60(out):
    try:
        raise KeyError(0)
    except KeyError as e:
        out.append(e.args)
    for i in range(2):
        out.append((1, i))
        out.append('body')
    try:
        raise KeyError(2)
    except KeyError as e:
        out.append(e.args)
    while len(out) < 3:
        out.append('while')
    return out
def jumper61(frame, event, arg):
    if frame.f_code.co_name != 'traced_jump60': return None
    at = frame.f_lineno - frame.f_code.co_firstlineno
    if event == 'return' and at == 8 and not jumped:
        jumped.append(1)
        try:
            frame.f_lineno = frame.f_code.co_firstlineno + 2
        except ValueError as error:
            print('no jump:', error)
    return jumper61
jumped = []
sys.settrace(jumper61)
try:
    print(traced_jump60([]), log)
except Exception as error:
    print(type(error).__name__, error)
finally:
    sys.settrace(None)
log.clear()
opcodes = True
no_lines = False
def traced_inner63(a, b):
    try:
        print('sent', (yield a))
    except GeneratorExit as error:
        print('inside', type(error).__name__, error.args)
        raise StopIteration(5)
    try:
        (yield b)
    finally:
        print('finally', 64)
def traced62(a, b):
    g = traced_inner63(a, b)
    out = []
    for item in g:
        out.append(item)
        if len(out) > 2: break
    return out
    return len(out)
watch(traced62, 1, 1)
watch(traced62, 4, 3)
watch(traced62, 4, -1, how=sys.setprofile, tracer=profiler)
log.clear()
opcodes = True
no_lines = False
def traced65(a, b):
    i67 = 0
    while i67:
        i67 -= 1
        log.append((68, a))
        with Manager(69, True) as a:
            for a in range(2):
                log.append((71, b))
            else:
                log.append((72, a))
watch(traced65, 3, 0)
watch(traced65, 1, -1)
log.clear()
opcodes = False
no_lines = False
def traced73(a, b):
    match a, [b]:
        case [3, _]:
            return 'first'
        case [int(x), [y]] if x > y:
            return x - y
        case other:
            pass
    with Manager(1, True), Manager(2, False) as got:
        a //= b
        raise AttributeError(5)
    while a > 0:
        a -= 3
        if a == b:
            break
    else:
        a = 99
    return a
watch(traced73, 2, 1)
watch(traced73, 0, -1)
watch(traced73, -2, 0, how=sys.setprofile, tracer=profiler)
log.clear()
opcodes = False
no_lines = False
def traced_inner75(a, b):
    try:
        (yield b)
        (yield b)
    finally:
        print('finally', 76)
def traced74(a, b):
    g = traced_inner75(a, b)
    out = []
    for item in g:
        out.append(item)
        if len(out) > 2: break
    return list(g)
    return len(out)
watch(traced74, -2, 3)
watch(traced74, 4, 1)
watch(traced74, -1, 4, how=sys.setprofile, tracer=profiler)
def traced_jump77(out):
    for i in range(2):
        out.append((0, i))
        out.append('body')
    for i in range(2):
        out.append((1, i))
        out.append('body')
    x2 = 2
    out.append(x2)
    del x2
    try:
        raise KeyError(3)
    except KeyError as e:
        out.append(e.args)
    for i in range(2):
        out.append((4, i))
        out.append('body')
    return out
def jumper78(frame, event, arg):
    if frame.f_code.co_name != 'traced_jump77': return None
    at = frame.f_lineno - frame.f_code.co_firstlineno
    if event == 'line' and at == 5 and not jumped:
        jumped.append(1)
        try:
            frame.f_lineno = frame.f_code.co_firstlineno + 2
        except ValueError as error:
            print('no jump:', error)
    return jumper78
jumped = []
sys.settrace(jumper78)
try:
    print(traced_jump77([]), log)
except Exception as error:
    print(type(error).__name__, error)
finally:
    sys.settrace(None)
log.clear()
opcodes = False
no_lines = False
def traced79(a, b):
    total = [
        x * y
        for x in range(1)
        for y in range(b % 2)
        if 6 <= x
    ]
    class Insidetraced79:
        value = a
        def method(self):
            return (self.value +
                    b)
    f = lambda n: n + len(total)
    return f(
        Insidetraced79().method(),
    )
watch(traced79, 4, 2)
def traced_jump80(out):
    try:
        out.append('try 0')
        out.append(1 // 1)
    finally:
        out.append('finally 0')
    out.append(1)
    try:
        out.append('try 2')
        out.append(1 // 1)
    finally:
        out.append('finally 2')
    out.append(3)
    for i in range(2):
        out.append((4, i))
        out.append('body')
    return out
def jumper81(frame, event, arg):
    if frame.f_code.co_name != 'traced_jump80': return None
    at = frame.f_lineno - frame.f_code.co_firstlineno
    if event == 'line' and at == 12 and not jumped:
        jumped.append(1)
        try:
            frame.f_lineno = frame.f_code.co_firstlineno + 1
        except ValueError as error:
            print('no jump:', error)
    return jumper81
jumped = []
sys.settrace(jumper81)
try:
    print(traced_jump80([]), log)
except Exception as error:
    print(type(error).__name__, error)
finally:
    sys.settrace(None)
log.clear()
opcodes = False
no_lines = False
def traced82(a, b):
    if a < (0 % (b or 1)) <= b:
        a = ((a and a) | (a * 16)) % 1000
    b = (lambda i, j=(b & b): i ^ j)(a) % 1000
    with Manager(86, True) as b:
        i88 = 2
        while i88:
            i88 -= 1
            log.append((89, b))
            log.append((90, b))
watch(traced82, 4, 3)
watch(traced82, 4, 0)
watch(traced82, 3, -1, how=sys.setprofile, tracer=profiler)
def traced_jump91(out):
    out.append(0)
    while len(out) < 1:
        out.append('while')
    while len(out) < 2:
        out.append('while')
    x3 = 3
    out.append(x3)
    del x3
    out.append(4)
    return out
def jumper92(frame, event, arg):
    if frame.f_code.co_name != 'traced_jump91': return None
    at = frame.f_lineno - frame.f_code.co_firstlineno
    if event == 'line' and at == 1 and not jumped:
        jumped.append(1)
        try:
            frame.f_lineno = frame.f_code.co_firstlineno + 10
        except ValueError as error:
            print('no jump:', error)
    return jumper92
jumped = []
sys.settrace(jumper92)
try:
    print(traced_jump91([]), log)
except Exception as error:
    print(type(error).__name__, error)
finally:
    sys.settrace(None)
log.clear()
opcodes = True
no_lines = False
def traced_d94(n):
    return traced_d95(n) + 1
def traced_d95(n):
    try:
        return traced_d96(n - 1)
    except Exception as e:
        pass
def traced_d96(n):
    return traced_d97(n) + 1
def traced_d97(n):
    raise ValueError(n)
def traced93(a, b): return traced_d94(a) if b else traced_d94(b)
watch(traced93, -1, 0)
watch(traced93, -1, 4)
watch(traced93, 3, 4, how=sys.setprofile, tracer=profiler)
log.clear()
opcodes = False
no_lines = False
def traced98(a, b):
    i100 = 4
    while i100:
        i100 -= 1
        log.append((101, a))
        a = ((8 | b) // (a or 1)) % 1000
        try:
            for b in range(1):
                log.append((105, a))
                log.append((106, a))
                log.append((107, b))
            log.append((108, b))
            log.append((109, a))
        finally:
            log.append(('finally', 110))
            for b in range(4):
                log.append((112, b))
                log.append((113, a))
                log.append((114, b))
            else:
                pass
    else:
        pass
watch(traced98, -2, 1)
watch(traced98, -2, 4, how=sys.setprofile, tracer=profiler)
log.clear()
opcodes = True
no_lines = True
def traced_d116(n):
    try:
        traced_d117(n + 1)
    finally:
        print(n)
def traced_d117(n):
    return traced_d118(n) + 1
def traced_d118(n):
    try:
        return traced_d119(n - 1)
    except ValueError as e:
        raise
def traced_d119(n):
    return 10 // n
def traced115(a, b): return traced_d116(a) if b else traced_d116(b)
watch(traced115, 2, 1)
watch(traced115, 0, 2, how=sys.setprofile, tracer=profiler)
def traced_jump120(out):
    out.append(0)
    out.append(1)
    out.append(2)
    while len(out) < 3:
        out.append('while')
    try:
        raise KeyError(4)
    except KeyError as e:
        out.append(e.args)
    return out
def jumper121(frame, event, arg):
    if frame.f_code.co_name != 'traced_jump120': return None
    at = frame.f_lineno - frame.f_code.co_firstlineno
    if event == 'call' and at == 3 and not jumped:
        jumped.append(1)
        try:
            frame.f_lineno = frame.f_code.co_firstlineno + 4
        except ValueError as error:
            print('no jump:', error)
    return jumper121
jumped = []
sys.settrace(jumper121)
try:
    print(traced_jump120([]), log)
except Exception as error:
    print(type(error).__name__, error)
finally:
    sys.settrace(None)
