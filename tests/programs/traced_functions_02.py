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
    return traced_d3(n) + 1
def traced_d3(n):
    return traced_d4(n) + 1
def traced_d4(n):
    try:
        return traced_d5(n - 1)
    except ZeroDivisionError as e:
        raise KeyError from e
def traced_d5(n):
    return 10 // n
def traced1(a, b): return traced_d2(a) if b else traced_d2(b)
watch(traced1, 3, 3)
watch(traced1, 2, 1)
watch(traced1, 0, 1, how=sys.setprofile, tracer=profiler)
def traced_jump6(out):
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
    return out
def jumper7(frame, event, arg):
    if frame.f_code.co_name != 'traced_jump6': return None
    at = frame.f_lineno - frame.f_code.co_firstlineno
    if event == 'call' and at == 9 and not jumped:
        jumped.append(1)
        try:
            frame.f_lineno = frame.f_code.co_firstlineno + 2
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
def traced_d9(n):
    return traced_d10(n) + 1
def traced_d10(n):
    return traced_d11(n) + 1
def traced_d11(n):
    return n
def traced8(a, b): return traced_d9(a) if b else traced_d9(b)
watch(traced8, 1, 0)
watch(traced8, 2, 3)
watch(traced8, 0, 2, how=sys.setprofile, tracer=profiler)
def traced_jump12(out):
    if out:
        out.append('if 0')
    else:
        out.append('else 0')
    out.append(1)
    x2 = 2
    out.append(x2)
    del x2
    out.append(3)
    out.append(4)
    out.append(5)
    return out
def jumper13(frame, event, arg):
    if frame.f_code.co_name != 'traced_jump12': return None
    at = frame.f_lineno - frame.f_code.co_firstlineno
    if event == 'return' and at == 10 and not jumped:
        jumped.append(1)
        try:
            frame.f_lineno = frame.f_code.co_firstlineno + 14
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
no_lines = True
def traced_d15(n):
    try:
        return traced_d16(n - 1)
    except ValueError as e:
        raise KeyError from e
def traced_d16(n):
    try:
        return traced_d17(n - 1)
    except Exception as e:
        pass
def traced_d17(n):
    try:
        traced_d18(n + 1)
    finally:
        return n
def traced_d18(n):
    return n
def traced14(a, b): return traced_d15(a) if b else traced_d15(b)
watch(traced14, -2, -1)
watch(traced14, -1, -1)
watch(traced14, 4, 3, how=sys.setprofile, tracer=profiler)
log.clear()
opcodes = False
no_lines = False
def traced19(a, b):
    try:
        if +(a) < a <= a:
            return abs(1)
        if (1 + b) < (b // (8 or 1)) <= a:
            return a
        log.append((23, [i for i in range(3) if (i % (i or 1)) == min(20, 14)]))
    finally:
        log.append(('finally', 24))
        try:
            if 16 <= (b & b):
                return ((a - b) // (min(a, 18) or 1))
            raise ArithmeticError()
        finally:
            log.append(('finally', 27))
            try:
                log.append((29, a))
            finally:
                log.append(('finally', 30))
                log.append((31, b))
                log.append((32, b))
                log.append((33, b))
            if not b == 13:
                raise AttributeError('y')
            a ^= (b * 9)
watch(traced19, 2, 0)
watch(traced19, 0, 2)
log.clear()
opcodes = False
no_lines = False
def traced_inner37(a, b):
    try:
        a = (yield a) or 2
    except KeyError as error:
        print('inside', type(error).__name__, error.args)
    finally:
        print('finally', 38)
def traced36(a, b):
    g = traced_inner37(a, b)
    out = []
    for item in g:
        out.append(item)
        b += 1
    return out
    return len(out)
watch(traced36, 4, 0)
watch(traced36, 4, 1)
log.clear()
opcodes = True
no_lines = False
def traced39(a, b):
    match a, [b]:
        case [1, _]:
            return 'first'
        case [int(x), [y]] if x > y:
            return x - y
        case other:
            pass
    with Manager(1, True), Manager(2, False) as got:
        a //= b
        raise EOFError('gamma')
    while a > 0:
        a -= 3
        if a == b:
            break
    else:
        a = 99
    return a
watch(traced39, 1, -1)
watch(traced39, -2, 2)
def traced_jump40(out):
    try:
        out.append('try 0')
        out.append(1 // 1)
    finally:
        out.append('finally 0')
    out.append(1)
    out.append(2)
    for i in range(2):
        out.append((3, i))
        out.append('body')
    while len(out) < 4:
        out.append('while')
    return out
def jumper41(frame, event, arg):
    if frame.f_code.co_name != 'traced_jump40': return None
    at = frame.f_lineno - frame.f_code.co_firstlineno
    if event == 'line' and at == 12 and not jumped:
        jumped.append(1)
        try:
            frame.f_lineno = frame.f_code.co_firstlineno + 10
        except ValueError as error:
            print('no jump:', error)
    return jumper41
jumped = []
sys.settrace(jumper41)
try:
    print(traced_jump40([]), log)
except Exception as error:
    print(type(error).__name__, error)
finally:
    sys.settrace(None)
log.clear()
opcodes = False
no_lines = False
def traced_d43(n):
    try:
        return traced_d44(n - 1)
    except ValueError as e:
        return -1
def traced_d44(n):
    try:
        return traced_d45(n - 1)
    except ZeroDivisionError as e:
        return -1
def traced_d45(n):
    return 10 // n
def traced42(a, b): return traced_d43(a) if b else traced_d43(b)
watch(traced42, 4, -1)
watch(traced42, 0, 1)
watch(traced42, -1, 3, how=sys.setprofile, tracer=profiler)
def traced_jump46(out):
    with Manager(0, False):
        out.append('with 0')
    for i in range(2):
        out.append((1, i))
        out.append('body')
    x2 = 2
    out.append(x2)
    del x2
    out.append(3)
    out.append(4)
    with Manager(5, False):
        out.append('with 5')
    while len(out) < 6:
        out.append('while')
    return out
def jumper47(frame, event, arg):
    if frame.f_code.co_name != 'traced_jump46': return None
    at = frame.f_lineno - frame.f_code.co_firstlineno
    if event == 'line' and at == 3 and not jumped:
        jumped.append(1)
        try:
            frame.f_lineno = frame.f_code.co_firstlineno + 6
        except ValueError as error:
            print('no jump:', error)
    return jumper47
jumped = []
sys.settrace(jumper47)
try:
    print(traced_jump46([]), log)
except Exception as error:
    print(type(error).__name__, error)
finally:
    sys.settrace(None)
log.clear()
opcodes = True
no_lines = True
def traced_d49(n):
    try:
        traced_d50(n + 1)
    finally:
        n = 5
def traced_d50(n):
    return traced_d51(n) + 1
def traced_d51(n):
    return n
def traced48(a, b): return traced_d49(a) if b else traced_d49(b)
watch(traced48, 4, -1)
watch(traced48, 3, 3)
watch(traced48, 1, 4, how=sys.setprofile, tracer=profiler)
def traced_jump52(out):
    try:
        out.append('try 0')
        out.append(1 // 1)
    finally:
        out.append('finally 0')
    out.append(1)
    for i in range(2):
        out.append((2, i))
        out.append('body')
    x3 = 3
    out.append(x3)
    del x3
    return out
def jumper53(frame, event, arg):
    if frame.f_code.co_name != 'traced_jump52': return None
    at = frame.f_lineno - frame.f_code.co_firstlineno
    if event == 'line' and at == 8 and not jumped:
        jumped.append(1)
        try:
            frame.f_lineno = frame.f_code.co_firstlineno + 7
        except ValueError as error:
            print('no jump:', error)
    return jumper53
jumped = []
sys.settrace(jumper53)
try:
    print(traced_jump52([]), log)
except Exception as error:
    print(type(error).__name__, error)
finally:
    sys.settrace(None)
log.clear()
opcodes = False
no_lines = False
def traced_d55(n):
    return traced_d56(n) + 1
def traced_d56(n):
    raise ValueError(n)
def traced54(a, b): return traced_d55(a) if b else traced_d55(b)
watch(traced54, -1, 2)
watch(traced54, 0, 0)
watch(traced54, 4, 0, how=sys.setprofile, tracer=profiler)
def traced_jump57(out):
    out.append(0)
    out.append(1)
    while len(out) < 2:
        out.append('while')
    out.append(3)
    if out:
        out.append('if 4')
    else:
        out.append('else 4')
    return out
def jumper58(frame, event, arg):
    if frame.f_code.co_name != 'traced_jump57': return None
    at = frame.f_lineno - frame.f_code.co_firstlineno
    if event == 'call' and at == 6 and not jumped:
        jumped.append(1)
        try:
            frame.f_lineno = frame.f_code.co_firstlineno + 3
        except ValueError as error:
            print('no jump:', error)
    return jumper58
jumped = []
sys.settrace(jumper58)
try:
    print(traced_jump57([]), log)
except Exception as error:
    print(type(error).__name__, error)
finally:
    sys.settrace(None)
log.clear()
opcodes = False
no_lines = True
def traced_d60(n):
    return traced_d61(n) + 1
def traced_d61(n):
    return traced_d62(n) + 1
def traced_d62(n):
    return n
def traced59(a, b): return traced_d60(a) if b else traced_d60(b)
watch(traced59, 1, 4)
log.clear()
opcodes = False
no_lines = True
def traced63(a, b):
    match a, [b]:
        case [3, _]:
            return 'first'
        case [int(x), [y]] if x > y:
            return x - y
        case other:
            pass
    with Manager(1, True), Manager(2, False) as got:
        a //= b
        raise TypeError()
    while a > 0:
        a -= 3
        if a == b:
            break
    else:
        a = 99
    return a
watch(traced63, 3, 3)
watch(traced63, 0, 2, how=sys.setprofile, tracer=profiler)
def traced_jump64(out):
    x0 = 0
    out.append(x0)
    del x0
    for i in range(2):
        out.append((1, i))
        out.append('body')
    out.append(2)
    x3 = 3
    out.append(x3)
    del x3
    return out
def jumper65(frame, event, arg):
    if frame.f_code.co_name != 'traced_jump64': return None
    at = frame.f_lineno - frame.f_code.co_firstlineno
    if event == 'line' and at == 7 and not jumped:
        jumped.append(1)
        try:
            frame.f_lineno = frame.f_code.co_firstlineno + 2
        except ValueError as error:
            print('no jump:', error)
    return jumper65
jumped = []
sys.settrace(jumper65)
try:
    print(traced_jump64([]), log)
except Exception as error:
    print(type(error).__name__, error)
finally:
    sys.settrace(None)
log.clear()
opcodes = False
no_lines = False
def traced66(a, b):
    i68 = 1
    while i68:
        i68 -= 1
        if not (5 and 0) == b:
            raise TypeError()
        for b in range(3):
            log.append((71, a))
            a = ((a ^ b) if (a if a != 12 else b) < (10 - b) else 3) % 1000
    else:
        log.append((73, b))
    a *= (15 ^ a)
    with Manager(75, False) as a:
        log.append((76, b))
        log.append((77, a))
        try:
            try:
                log.append((80, a))
                log.append((81, a))
            finally:
                log.append(('finally', 82))
                log.append((83, b))
                log.append((84, b))
        except ArithmeticError as e85:
            log.append(('caught', 86))
        except OSError:
            log.append(('caught', 88))
watch(traced66, 1, 4)
log.clear()
opcodes = False
no_lines = True
def traced89(a, b):
    match a, [b]:
        case [1, _]:
            return 'first'
        case [int(x), [y]] if x > y:
            return x - y
        case other:
            pass
    with Manager(1, True), Manager(2, False) as got:
        a //= b
        raise IndexError('bad', 2)
    while a > 0:
        a -= 3
        if a == b:
            break
    else:
        a = 99
    return a
watch(traced89, -1, -1)
watch(traced89, 2, 4, how=sys.setprofile, tracer=profiler)
def traced_jump90(out):
    out.append(0)
    try:
        raise KeyError(1)
    except KeyError as e:
        out.append(e.args)
    try:
        out.append('try 2')
        out.append(1 // 1)
    finally:
        out.append('finally 2')
    try:
        raise KeyError(3)
    except KeyError as e:
        out.append(e.args)
    return out
def jumper91(frame, event, arg):
    if frame.f_code.co_name != 'traced_jump90': return None
    at = frame.f_lineno - frame.f_code.co_firstlineno
    if event == 'call' and at == 3 and not jumped:
        jumped.append(1)
        try:
            frame.f_lineno = frame.f_code.co_firstlineno + 8
        except ValueError as error:
            print('no jump:', error)
    return jumper91
jumped = []
sys.settrace(jumper91)
try:
    print(traced_jump90([]), log)
except Exception as error:
    print(type(error).__name__, error)
finally:
    sys.settrace(None)
log.clear()
opcodes = False
no_lines = False
def traced92(a, b):
    log.append((93, b))
    try:
        a = ((a ^ b) - 6) % 1000
    except ValueError:
        log.append(('caught', 97))
        log.append((98, [i for i in range(3) if (lambda i, j=i: i - j)(i) < sum([i, 14][:1]) <= 17]))
    if -(a) > b:
        return ((a << (18 % 8)) >> ((a | -2) % 8))
watch(traced92, 0, 2)
watch(traced92, 3, 1)
def traced_jump100(out):
    out.append(0)
    while len(out) < 1:
        out.append('while')
    out.append(2)
    try:
        out.append('try 3')
        out.append(1 // 1)
    finally:
        out.append('finally 3')
    for i in range(2):
        out.append((4, i))
        out.append('body')
    return out
def jumper101(frame, event, arg):
    if frame.f_code.co_name != 'traced_jump100': return None
    at = frame.f_lineno - frame.f_code.co_firstlineno
    if event == 'return' and at == 12 and not jumped:
        jumped.append(1)
        try:
            frame.f_lineno = frame.f_code.co_firstlineno + 3
        except ValueError as error:
            print('no jump:', error)
    return jumper101
jumped = []
sys.settrace(jumper101)
try:
    print(traced_jump100([]), log)
except Exception as error:
    print(type(error).__name__, error)
finally:
    sys.settrace(None)
log.clear()
opcodes = False
no_lines = False
def traced102(a, b):
    if not (a + b) < (a % (a or 1)):
        return b
    log.append((104, [i for i in range(3) if min(i, i) < (lambda i, j=18: i - j)(i)]))
    log.append((105, a))
watch(traced102, 1, 2)
watch(traced102, 0, 0)
log.clear()
opcodes = False
no_lines = False
def traced_inner107(a, b):
    (yield b)
    (yield a)
    b = (yield b) or 0
def traced106(a, b):
    g = traced_inner107(a, b)
    out = []
    for item in g:
        out.append(item)
        b += 1
    return out
    return len(out)
watch(traced106, -1, 0)
watch(traced106, 3, 4)
watch(traced106, 0, 2, how=sys.setprofile, tracer=profiler)
def traced_jump108(out):
    out.append(0)
    for i in range(2):
        out.append((1, i))
        out.append('body')
    out.append(2)
    out.append(3)
    out.append(4)
    try:
        out.append('try 5')
        out.append(1 // 1)
    finally:
        out.append('finally 5')
    try:
        raise KeyError(6)
    except KeyError as e:
        out.append(e.args)
    return out
def jumper109(frame, event, arg):
    if frame.f_code.co_name != 'traced_jump108': return None
    at = frame.f_lineno - frame.f_code.co_firstlineno
    if event == 'line' and at == 6 and not jumped:
        jumped.append(1)
        try:
            frame.f_lineno = frame.f_code.co_firstlineno + 7
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
