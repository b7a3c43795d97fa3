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
def traced_d2(n):
    try:
        traced_d3(n + 1)
    finally:
        print(n)
def traced_d3(n):
    return traced_d4(n) + 1
def traced_d4(n):
    return 10 // n
def traced1(a, b): return traced_d2(a) if b else traced_d2(b)
watch(traced1, -1, 4)
watch(traced1, 1, 0)
def traced_jump5(out):
    for i in range(2):
        out.append((0, i))
        out.append('body')
    try:
        out.append('try 1')
        out.append(1 // 1)
    finally:
        out.append('finally 1')
    try:
        raise KeyError(2)
    except KeyError as e:
        out.append(e.args)
    x3 = 3
    out.append(x3)
    del x3
    return out
def jumper6(frame, event, arg):
    if frame.f_code.co_name != 'traced_jump5': return None
    at = frame.f_lineno - frame.f_code.co_firstlineno
    if event == 'line' and at == 12 and not jumped:
        jumped.append(1)
        try:
            frame.f_lineno = frame.f_code.co_firstlineno + 0
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
log.clear()
opcodes = False
no_lines = False
def traced_d8(n):
    return traced_d9(n) + 1
def traced_d9(n):
    try:
        return traced_d10(n - 1)
    except ZeroDivisionError as e:
        pass
def traced_d10(n):
    return traced_d11(n) + 1
def traced_d11(n):
    return 10 // n
def traced7(a, b): return traced_d8(a) if b else traced_d8(b)
watch(traced7, 4, 2)
watch(traced7, -1, 3, how=sys.setprofile, tracer=profiler)
def traced_jump12(out):
    if out:
        out.append('if 0')
    else:
        out.append('else 0')
    try:
        raise KeyError(1)
    except KeyError as e:
        out.append(e.args)
    for i in range(2):
        out.append((2, i))
        out.append('body')
    out.append(3)
    try:
        raise KeyError(4)
    except KeyError as e:
        out.append(e.args)
    out.append(5)
    for i in range(2):
        out.append((6, i))
        out.append('body')
    return out
def jumper13(frame, event, arg):
    if frame.f_code.co_name != 'traced_jump12': return None
    at = frame.f_lineno - frame.f_code.co_firstlineno
    if event == 'call' and at == 5 and not jumped:
        jumped.append(1)
        try:
            frame.f_lineno = frame.f_code.co_firstlineno + 0
        except ValueError as error:
            print('no jump:', error)
    return jumper13
jumped = []
sys.settrace(jumper13)
try:
    print(traced_jump12([]), log)
except Exception as error:
    print(type(error).__name__, error)
finally:
    sys.settrace(None)
log.clear()
opcodes = True
no_lines = False
def traced14(a, b):
    match a, [b]:
        case [1, _]:
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
watch(traced14, 2, 2)
watch(traced14, 2, -1)
log.clear()
opcodes = False
no_lines = False
def traced15(a, b):
    try:
        for b in range(4):
            with Manager(18, False) as a:
                log.append((19, a))
            log.append((20, b))
            b = ((a << (12 % 8)) if a % 5 == 0 else (a * b)) % 1000
        log.append((22, [i for i in range(5) if (12 // (i or 1)) != i]))
    except (KeyError, ZeroDivisionError):
        log.append(('caught', 24))
        log.append((25, [i for i in range(0) if i % 2 == 1]))
        try:
            a += 5
        except OSError as e28:
            log.append(('caught', 29))
        except ValueError:
            log.append(('caught', 31))
        finally:
            log.append(('finally', 32))
    else:
        pass
    finally:
        log.append(('finally', 33))
watch(traced15, 3, 2)
log.clear()
opcodes = False
no_lines = False
def traced34(a, b):
    total = [
        x * y
        for x in range(1)
        for y in range(b % 2)
        if x not in (x, 4, 7)
    ]
    class Insidetraced34:
        value = a
        def method(self):
            return (self.value +
                    b)
    f = lambda n: n + len(total)
    return f(
        Insidetraced34().method(),
    )
watch(traced34, -2, 2)
log.clear()
opcodes = False
no_lines = False
def traced35(a, b):
    total = [
        x * y
        for x in range(2)
        for y in range(b % 4)
        if 2 <= y
    ]
    class Insidetraced35:
        value = a
        def method(self):
            return (self.value +
                    b)
    f = lambda n: n + len(total)
    return f(
        Insidetraced35().method(),
    )
watch(traced35, 1, 2)
watch(traced35, 4, 3, how=sys.setprofile, tracer=profiler)
log.clear()
opcodes = False
no_lines = True
def traced36(a, b):
    log.append((37, [i for i in range(3) if (i | i) < int(i) <= i]))
    log.append((38, [i for i in range(1) if (i or i) < i <= i]))
watch(traced36, -2, -1)
watch(traced36, 3, 2, how=sys.setprofile, tracer=profiler)
log.clear()
opcodes = True
no_lines = True
def traced_d40(n):
    return traced_d41(n) + 1
def traced_d41(n):
    try:
        traced_d42(n + 1)
    finally:
        print(n)
def traced_d42(n):
    raise ValueError(n)
def traced39(a, b): return traced_d40(a) if b else traced_d40(b)
watch(traced39, -1, 3)
watch(traced39, -2, 3)
watch(traced39, 1, -1, how=sys.setprofile, tracer=profiler)
log.clear()
opcodes = False
no_lines = False
def traced43(a, b):
    i45 = 2
    while i45:
        i45 -= 1
        if a >= ~(4):
            return sum([(1 and b), b][:0])
        try:
            if (8 + a) > (lambda i, j=a: i - j)(b):
                continue
            if (a | b) < min(b, -1) <= a:
                raise KeyError()
            a = a % 1000
            raise NotImplementedError(4)
        except OSError as e51:
            log.append(('caught', 52))
            b += (17 & b)
        else:
            log.append((54, b))
        if ~(a) < sum([b, 20][:0]):
            continue
    try:
        i58 = 0
        while i58:
            i58 -= 1
        raise LookupError('bad', 2)
    except LookupError:
        log.append(('caught', 60))
    else:
        pass
watch(traced43, -1, 3)
watch(traced43, 1, 3)
def traced_jump61(out):
    out.append(0)
    while len(out) < 1:
        out.append('while')
    out.append(2)
    if out:
        out.append('if 3')
    else:
        out.append('else 3')
    for i in range(2):
        out.append((4, i))
        out.append('body')
    x5 = 5
    out.append(x5)
    del x5
    for i in range(2):
        out.append((6, i))
        out.append('body')
    return out
def jumper62(frame, event, arg):
    if frame.f_code.co_name != 'traced_jump61': return None
    at = frame.f_lineno - frame.f_code.co_firstlineno
    if event == 'line' and at == 1 and not jumped:
        jumped.append(1)
        try:
            frame.f_lineno = frame.f_code.co_firstlineno + 10
        except ValueError as error:
            print('no jump:', error)
    return jumper62
jumped = []
sys.settrace(jumper62)
try:
    print(traced_jump61([]), log)
except Exception as error:
    print(type(error).__name__, error)
finally:
    sys.settrace(None)
log.clear()
opcodes = False
no_lines = False
def traced63(a, b):
    try:
        i66 = 1
        while i66:
            i66 -= 1
            try:
                log.append((68, a))
                log.append((69, a))
            finally:
                log.append(('finally', 70))
                log.append((71, b))
            if (a ^ a) <= (11 - a):
                continue
        for a in range(1):
            for a in range(4):
                log.append((75, a))
                log.append((76, b))
                log.append((77, a))
            else:
                log.append((78, b))
                log.append((79, b))
        else:
            pass
    finally:
        log.append(('finally', 80))
watch(traced63, 3, 2)
watch(traced63, 3, -1, how=sys.setprofile, tracer=profiler)
def traced_jump81(out):
    out.append(0)
    out.append(1)
    while len(out) < 2:
        out.append('while')
    out.append(3)
    return out
def jumper82(frame, event, arg):
    if frame.f_code.co_name != 'traced_jump81': return None
    at = frame.f_lineno - frame.f_code.co_firstlineno
    if event == 'call' and at == 12 and not jumped:
        jumped.append(1)
        try:
            frame.f_lineno = frame.f_code.co_firstlineno + 2
        except ValueError as error:
            print('no jump:', error)
    return jumper82
jumped = []
sys.settrace(jumper82)
try:
    print(traced_jump81([]), log)
except Exception as error:
    print(type(error).__name__, error)
finally:
    sys.settrace(None)
log.clear()
opcodes = False
no_lines = False
def traced83(a, b):
    if (lambda i, j=b: i - j)(a) > (b and b):
        return ((a and a) or (18 | a))
    b -= (a % (b or 1))
    log.append((86, b))
watch(traced83, 1, -1)
watch(traced83, -2, 2)
log.clear()
opcodes = True
no_lines = False
def traced87(a, b):
    match a, [b]:
        case [2, _]:
            return 'first'
        case [int(x), [y]] if x > y:
            return x - y
        case other:
            pass
    with Manager(1, True), Manager(2, False) as got:
        a //= b
        raise StopIteration()
    while a > 0:
        a -= 3
        if a == b:
            break
    else:
        a = 99
    return a
watch(traced87, 4, 1)
watch(traced87, -2, 1, how=sys.setprofile, tracer=profiler)
log.clear()
opcodes = False
no_lines = False
def traced_inner89(a, b):
    (yield a)
    if isinstance(b, int) and len('b') != len('b'):
        try:
            print('sent', (yield b))
        finally:
            print('finally', 90)
def traced88(a, b):
    g = traced_inner89(a, b)
    out = []
    for item in g:
        out.append(item)
        b += 1
    return out
    return len(out)
watch(traced88, 4, 0)
watch(traced88, 3, 0)
watch(traced88, 2, 3, how=sys.setprofile, tracer=profiler)
def traced_jump91(out):
    out.append(0)
    for i in range(2):
        out.append((1, i))
        out.append('body')
    try:
        out.append('try 2')
        out.append(1 // 1)
    finally:
        out.append('finally 2')
    out.append(3)
    out.append(4)
    return out
def jumper92(frame, event, arg):
    if frame.f_code.co_name != 'traced_jump91': return None
    at = frame.f_lineno - frame.f_code.co_firstlineno
    if event == 'return' and at == 12 and not jumped:
        jumped.append(1)
        try:
            frame.f_lineno = frame.f_code.co_firstlineno + 13
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
opcodes = False
no_lines = False
def traced93(a, b):
    total = [
        x * y
        for x in range(2)
        for y in range(b % 2)
        if x == x
    ]
    class Insidetraced93:
        value = a
        def method(self):
            return (self.value +
                    b)
    f = lambda n: n + len(total)
    return f(
        Insidetraced93().method(),
    )
watch(traced93, 2, 3)
watch(traced93, 0, 1, how=sys.setprofile, tracer=profiler)
log.clear()
opcodes = False
no_lines = False
def traced_d95(n):
    try:
        traced_d96(n + 1)
    finally:
        print(n)
def traced_d96(n):
    return traced_d97(n) + 1
def traced_d97(n):
    return len(str(n)) + sum(map(abs, [n]))
def traced94(a, b): return traced_d95(a) if b else traced_d95(b)
watch(traced94, 2, 2)
watch(traced94, -1, -1)
log.clear()
opcodes = False
no_lines = False
def traced_d99(n):
    try:
        traced_d100(n + 1)
    finally:
        print(n)
def traced_d100(n):
    raise ValueError(n)
def traced98(a, b): return traced_d99(a) if b else traced_d99(b)
watch(traced98, -1, 2)
watch(traced98, 4, -1)
def traced_jump101(out):
    if out:
        out.append('if 0')
    else:
        out.append('else 0')
    out.append(1)
    try:
        out.append('try 2')
        out.append(1 // 1)
    finally:
        out.append('finally 2')
    return out
def jumper102(frame, event, arg):
    if frame.f_code.co_name != 'traced_jump101': return None
    at = frame.f_lineno - frame.f_code.co_firstlineno
    if event == 'line' and at == 5 and not jumped:
        jumped.append(1)
        try:
            frame.f_lineno = frame.f_code.co_firstlineno + 3
        except ValueError as error:
            print('no jump:', error)
    return jumper102
jumped = []
sys.settrace(jumper102)
try:
    print(traced_jump101([]), log)
except Exception as error:
    print(type(error).__name__, error)
finally:
    sys.settrace(None)
