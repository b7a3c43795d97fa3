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
    try:
        i4 = 0
        while i4:
            i4 -= 1
            if (a ^ 2) < sum([7, a][:1]):
                log.append((6, a))
                log.append((7, b))
                log.append((8, b))
            elif not (a and -4) < min(12, b):
                log.append((9, b))
            try:
                pass
            except ArithmeticError as e11:
                log.append(('caught', 12))
            except (KeyError, ZeroDivisionError) as e13:
                log.append(('caught', 14))
            else:
                pass
    except ArithmeticError as e15:
        log.append(('caught', 16))
    else:
        pass
watch(traced1, -2, -1)
watch(traced1, 3, 2)
watch(traced1, 2, -1, how=sys.setprofile, tracer=profiler)
log.clear()
opcodes = False
no_lines = True
def traced_inner18(a, b):
    print('sent', (yield a))
def traced17(a, b):
    g = traced_inner18(a, b)
    out = []
    for item in g:
        out.append(item)
        pass
    return list(g)
    return len(out)
watch(traced17, 4, 3)
watch(traced17, -2, 3)
watch(traced17, 1, 3, how=sys.setprofile, tracer=profiler)
def traced_jump19(out):
    for i in range(2):
        out.append((0, i))
        out.append('body')
    try:
        out.append('try 1')
        out.append(1 // 1)
    finally:
        out.append('finally 1')
    if out:
        out.append('if 2')
    else:
        out.append('else 2')
    try:
        out.append('try 3')
        out.append(1 // 1)
    finally:
        out.append('finally 3')
    try:
        out.append('try 4')
        out.append(1 // 1)
    finally:
        out.append('finally 4')
    out.append(5)
    while len(out) < 6:
        out.append('while')
    return out
def jumper20(frame, event, arg):
    if frame.f_code.co_name != 'traced_jump19': return None
    at = frame.f_lineno - frame.f_code.co_firstlineno
    if event == 'return' and at == 11 and not jumped:
        jumped.append(1)
        try:
            frame.f_lineno = frame.f_code.co_firstlineno + 9
        except ValueError as error:
            print('no jump:', error)
    return jumper20
jumped = []
sys.settrace(jumper20)
try:
    print(traced_jump19([]), log)
except Exception as error:
    print(type(error).__name__, error)
finally:
    sys.settrace(None)
log.clear()
opcodes = False
no_lines = False
def traced_inner22(a, b):
    try:
        try:
            (yield a)
            (yield b)
        finally:
            print('finally', 23)
    finally:
        print('finally', 24)
def traced21(a, b):
    g = traced_inner22(a, b)
    out = []
    for item in g:
        out.append(item)
        if len(out) > 2: break
    g.close()
    return len(out)
watch(traced21, 4, -1)
watch(traced21, -2, 3)
def traced_jump25(out):
    try:
        raise KeyError(0)
    except KeyError as e:
        out.append(e.args)
    try:
        raise KeyError(1)
    except KeyError as e:
        out.append(e.args)
    out.append(2)
    for i in range(2):
        out.append((3, i))
        out.append('body')
    return out
def jumper26(frame, event, arg):
    if frame.f_code.co_name != 'traced_jump25': return None
    at = frame.f_lineno - frame.f_code.co_firstlineno
    if event == 'line' and at == 1 and not jumped:
        jumped.append(1)
        try:
            frame.f_lineno = frame.f_code.co_firstlineno + 6
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
def traced_d28(n):
    return traced_d29(n) + 1
def traced_d29(n):
    try:
        return traced_d30(n - 1)
    except ZeroDivisionError as e:
        raise KeyError from e
def traced_d30(n):
    raise ValueError(n)
def traced27(a, b): return traced_d28(a) if b else traced_d28(b)
watch(traced27, 2, -1)
watch(traced27, 1, 0)
log.clear()
opcodes = False
no_lines = False
def traced31(a, b):
    total = [
        x * y
        for x in range(2)
        for y in range(b % 3)
        if 18 < 4 <= 14
    ]
    class Insidetraced31:
        value = a
        def method(self):
            return (self.value +
                    b)
    f = lambda n: n + len(total)
    return f(
        Insidetraced31().method(),
    )
watch(traced31, 4, -1)
watch(traced31, -2, 1)
watch(traced31, -2, 3, how=sys.setprofile, tracer=profiler)
log.clear()
opcodes = False
no_lines = False
def traced32(a, b):
    log.append((33, b))
    for b in range(1):
        log.append((35, a))
    else:
        try:
            b = 12 % 1000
            if (a if b < b <= -1 else -1) < (17 | b) <= b:
                return (min(7, a) * max(b, 11))
            if a >= max(a, b):
                return ((b or a) // ((b - a) or 1))
            log.append(7 // a)
        except LookupError as e40:
            log.append(('caught', 41))
            b = (a << ((b % (-5 or 1)) % 8)) % 1000
            log.append((43, b))
            log.append((44, a))
        else:
            b = ((a << (b % 8)) if not a == a else (a ^ 15)) % 1000
    i47 = 4
    while i47:
        i47 -= 1
        log.append((48, a))
        with Manager(49, False) as a:
            pass
watch(traced32, 2, 1)
watch(traced32, 3, 0)
watch(traced32, 1, 3, how=sys.setprofile, tracer=profiler)
def traced_jump50(out):
    out.append(0)
    if out:
        out.append('if 1')
    else:
        out.append('else 1')
    out.append(2)
    out.append(3)
    return out
def jumper51(frame, event, arg):
    if frame.f_code.co_name != 'traced_jump50': return None
    at = frame.f_lineno - frame.f_code.co_firstlineno
    if event == 'line' and at == 1 and not jumped:
        jumped.append(1)
        try:
            frame.f_lineno = frame.f_code.co_firstlineno + 12
        except ValueError as error:
            print('no jump:', error)
    return jumper51
jumped = []
sys.settrace(jumper51)
try:
    print(traced_jump50([]), log)
except Exception as error:
    print(type(error).__name__, error)
finally:
    sys.settrace(None)
log.clear()
opcodes = True
no_lines = False
def traced52(a, b):
    total = [
        x * y
        for x in range(3)
        for y in range(b % 3)
        if not x == y
    ]
    class Insidetraced52:
        value = a
        def method(self):
            return (self.value +
                    b)
    f = lambda n: n + len(total)
    return f(
        Insidetraced52().method(),
    )
watch(traced52, 4, 2)
watch(traced52, -2, -1)
watch(traced52, -1, 2, how=sys.setprofile, tracer=profiler)
log.clear()
opcodes = True
no_lines = False
def traced53(a, b):
    if (a if a == a else b) % 2 == 1:
        log.append((55, a))
    else:
        if (lambda i, j=a: i - j)(b) not in ((7 // (b or 1)), 2, 2):
            log.append((57, [i for i in range(4) if i >= (i + i)]))
            log.append((58, [i for i in range(2) if not i < (-1 >> (i % 8))]))
        elif (b * b) in (a, 4, 3):
            log.append((59, [i for i in range(1) if not (i // (7 or 1)) < (i - i)]))
        if not (a // (1 or 1)) < 7:
            log.append((61, b))
            try:
                log.append((63, b))
                log.append((64, b))
            except ArithmeticError as e65:
                log.append(('caught', 66))
                log.append((67, b))
            else:
                log.append((68, a))
        with Manager(69, False) as b:
            pass
watch(traced53, -2, 0)
watch(traced53, -2, 1)
watch(traced53, -1, 2, how=sys.setprofile, tracer=profiler)
log.clear()
opcodes = False
no_lines = False
def traced_d71(n):
    try:
        return traced_d72(n - 1)
    except Exception as e:
        raise KeyError from e
def traced_d72(n):
    return traced_d73(n) + 1
def traced_d73(n):
    try:
        traced_d74(n + 1)
    finally:
        return n
def traced_d74(n):
    return len(str(n)) + sum(map(abs, [n]))
def traced70(a, b): return traced_d71(a) if b else traced_d71(b)
watch(traced70, 4, 0)
watch(traced70, 0, 2)
watch(traced70, 2, 3, how=sys.setprofile, tracer=profiler)
def traced_jump75(out):
    out.append(0)
    out.append(1)
    while len(out) < 2:
        out.append('while')
    return out
def jumper76(frame, event, arg):
    if frame.f_code.co_name != 'traced_jump75': return None
    at = frame.f_lineno - frame.f_code.co_firstlineno
    if event == 'line' and at == 11 and not jumped:
        jumped.append(1)
        try:
            frame.f_lineno = frame.f_code.co_firstlineno + 8
        except ValueError as error:
            print('no jump:', error)
    return jumper76
jumped = []
sys.settrace(jumper76)
try:
    print(traced_jump75([]), log)
except Exception as error:
    print(type(error).__name__, error)
finally:
    sys.settrace(None)
log.clear()
opcodes = False
no_lines = False
def traced77(a, b):
    try:
        log.append((79, b))
        log.append((80, [i for i in range(0) if (i ^ i) % 4 == 2]))
    except Exception:
        log.append(('caught', 82))
        log.append((83, [i for i in range(5) if (i - -5) not in (min(i, i), 1, 4)]))
        raise
    else:
        if (b // (b or 1)) % 4 == 2:
            return -2
        for a in range(3):
            b = abs((12 or a)) % 1000
        else:
            pass
    finally:
        log.append(('finally', 87))
watch(traced77, 4, 3)
watch(traced77, 4, 3)
watch(traced77, -1, 4, how=sys.setprofile, tracer=profiler)
def traced_jump88(out):
    try:
        raise KeyError(0)
    except KeyError as e:
        out.append(e.args)
    for i in range(2):
        out.append((1, i))
        out.append('body')
    out.append(2)
    if out:
        out.append('if 3')
    else:
        out.append('else 3')
    out.append(4)
    return out
def jumper89(frame, event, arg):
    if frame.f_code.co_name != 'traced_jump88': return None
    at = frame.f_lineno - frame.f_code.co_firstlineno
    if event == 'call' and at == 7 and not jumped:
        jumped.append(1)
        try:
            frame.f_lineno = frame.f_code.co_firstlineno + 7
        except ValueError as error:
            print('no jump:', error)
    return jumper89
jumped = []
sys.settrace(jumper89)
try:
    print(traced_jump88([]), log)
except Exception as error:
    print(type(error).__name__, error)
finally:
    sys.settrace(None)
log.clear()
opcodes = False
no_lines = False
def traced90(a, b):
    i92 = 4
    while i92:
        i92 -= 1
        b = ((b + a) ^ (a + b)) % 1000
        a = b % 1000
    log.append((95, a))
    if not 8 == (b % (b or 1)):
        pass
watch(traced90, 1, 3)
watch(traced90, -2, 0)
log.clear()
opcodes = False
no_lines = False
def traced97(a, b):
    for b in range(3):
        if 18 in ((b << (11 % 8)), 2, 5):
            raise NotImplementedError(5) from None
        if not (b - 4) == b:
            raise OverflowError('bad', 9)
    try:
        log.append((102, a))
        log.append((103, b))
        raise ValueError('ß._X91c9')
    except LookupError as e104:
        log.append(('caught', 105))
        log.append((106, b))
    if (a ^ a) > (b % (a or 1)):
        return +((-5 ^ a))
watch(traced97, 2, 3)
watch(traced97, 1, 3, how=sys.setprofile, tracer=profiler)
def traced_jump108(out):
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
    return out
def jumper109(frame, event, arg):
    if frame.f_code.co_name != 'traced_jump108': return None
    at = frame.f_lineno - frame.f_code.co_firstlineno
    if event == 'line' and at == 3 and not jumped:
        jumped.append(1)
        try:
            frame.f_lineno = frame.f_code.co_firstlineno + 4
        except ValueError as error:
            print('no jump:', error)
    return jumper109
jumped = []
sys.settrace(jumper109)
try:
    print(traced_jump108([]), log)
except Exception as error:
    print(type(error).__name__, error)
finally:
    sys.settrace(None)
log.clear()
opcodes = True
no_lines = False
def traced_inner111(a, b):
    print('sent', (yield a))
    try:
        try:
            (yield b)
        finally:
            print('finally', 112)
        try:
            (yield a)
            print('sent', (yield b))
        finally:
            print('finally', 113)
    finally:
        print('finally', 114)
def traced110(a, b):
    g = traced_inner111(a, b)
    out = []
    for item in g:
        out.append(item)
        b += 1
    return list(g)
    return len(out)
watch(traced110, 4, 2)
log.clear()
opcodes = True
no_lines = False
def traced115(a, b):
    log.append((116, [i for i in range(5) if i > i]))
watch(traced115, 2, 2)
log.clear()
opcodes = True
no_lines = True
def traced117(a, b):
    match a, [b]:
        case [3, _]:
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
watch(traced117, 3, 3)
watch(traced117, 3, 0, how=sys.setprofile, tracer=profiler)
log.clear()
opcodes = False
no_lines = False
def traced118(a, b):
    total = [
        x * y
        for x in range(1)
        for y in range(b % 4)
        if y not in (16, 0, 8)
    ]
    class Insidetraced118:
        value = a
        def method(self):
            return (self.value +
                    b)
    f = lambda n: n + len(total)
    return f(
        Insidetraced118().method(),
    )
watch(traced118, 2, 1)
watch(traced118, 4, 3)
watch(traced118, -1, -1, how=sys.setprofile, tracer=profiler)
def traced_jump119(out):
    x0 = 0
    out.append(x0)
    del x0
    out.append(1)
    out.append(2)
    out.append(3)
    with Manager(4, False):
        out.append('with 4')
    out.append(5)
    return out
def jumper120(frame, event, arg):
    if frame.f_code.co_name != 'traced_jump119': return None
    at = frame.f_lineno - frame.f_code.co_firstlineno
    if event == 'return' and at == 2 and not jumped:
        jumped.append(1)
        try:
            frame.f_lineno = frame.f_code.co_firstlineno + 10
        except ValueError as error:
            print('no jump:', error)
    return jumper120
jumped = []
sys.settrace(jumper120)
try:
    print(traced_jump119([]), log)
except Exception as error:
    print(type(error).__name__, error)
finally:
    sys.settrace(None)
