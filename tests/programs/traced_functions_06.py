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
        for x in range(1)
        for y in range(b % 2)
        if y < x <= y
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
watch(traced1, 0, 4)
watch(traced1, 4, 2)
watch(traced1, -1, 3, how=sys.setprofile, tracer=profiler)
def traced_jump2(out):
    try:
        raise KeyError(0)
    except KeyError as e:
        out.append(e.args)
    out.append(1)
    out.append(2)
    if out:
        out.append('if 3')
    else:
        out.append('else 3')
    out.append(4)
    return out
def jumper3(frame, event, arg):
    if frame.f_code.co_name != 'traced_jump2': return None
    at = frame.f_lineno - frame.f_code.co_firstlineno
    if event == 'call' and at == 4 and not jumped:
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
opcodes = True
no_lines = False
def traced4(a, b):
    log.append((5, a))
watch(traced4, 4, 0)
def traced_jump6(out):
    out.append(0)
    out.append(1)
    try:
        out.append('try 2')
        out.append(1 // 1)
    finally:
        out.append('finally 2')
    try:
        raise KeyError(3)
    except KeyError as e:
        out.append(e.args)
    while len(out) < 4:
        out.append('while')
    try:
        raise KeyError(5)
    except KeyError as e:
        out.append(e.args)
    if out:
        out.append('if 6')
    else:
        out.append('else 6')
    return out
def jumper7(frame, event, arg):
    if frame.f_code.co_name != 'traced_jump6': return None
    at = frame.f_lineno - frame.f_code.co_firstlineno
    if event == 'call' and at == 9 and not jumped:
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
no_lines = False
def traced8(a, b):
    log.append((9, a))
watch(traced8, 4, -1)
watch(traced8, 1, 3)
watch(traced8, -2, -1, how=sys.setprofile, tracer=profiler)
def traced_jump10(out):
    try:
        raise KeyError(0)
    except KeyError as e:
        out.append(e.args)
    try:
        raise KeyError(1)
    except KeyError as e:
        out.append(e.args)
    x2 = 2
    out.append(x2)
    del x2
    out.append(3)
    try:
        out.append('try 4')
        out.append(1 // 1)
    finally:
        out.append('finally 4')
    with Manager(5, False):
        out.append('with 5')
    x6 = 6
    out.append(x6)
    del x6
    return out
def jumper11(frame, event, arg):
    if frame.f_code.co_name != 'traced_jump10': return None
    at = frame.f_lineno - frame.f_code.co_firstlineno
    if event == 'line' and at == 3 and not jumped:
        jumped.append(1)
        try:
            frame.f_lineno = frame.f_code.co_firstlineno + 7
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
    i14 = 4
    while i14:
        i14 -= 1
        i16 = 3
        while i16:
            i16 -= 1
            if 11 in ((b - b), 3, 2):
                raise IndexError('bad', 0) from None
            log.append((18, b))
        if (b | -2) > sum([a, b][:2]):
            continue
    for a in range(0):
        log.append((21, a))
watch(traced12, -1, 1)
watch(traced12, 4, -1)
log.clear()
opcodes = True
no_lines = False
def traced22(a, b):
    b = (b % ((b if a % 2 == 2 else a) or 1)) % 1000
    b = ((a & b) >> (a % 8)) % 1000
    with Manager(25, True) as a:
        a = ((lambda i, j=b: i - j)(b) - abs(b)) % 1000
watch(traced22, 4, 0)
watch(traced22, 4, -1)
watch(traced22, 3, 1, how=sys.setprofile, tracer=profiler)
log.clear()
opcodes = False
no_lines = False
def traced27(a, b):
    total = [
        x * y
        for x in range(3)
        for y in range(b % 3)
        if y % 5 == 0
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
watch(traced27, 4, -1)
watch(traced27, 0, 3)
watch(traced27, 1, 3, how=sys.setprofile, tracer=profiler)
def traced_jump28(out):
    try:
        out.append('try 0')
        out.append(1 // 1)
    finally:
        out.append('finally 0')
    if out:
        out.append('if 1')
    else:
        out.append('else 1')
    while len(out) < 2:
        out.append('while')
    try:
        raise KeyError(3)
    except KeyError as e:
        out.append(e.args)
    for i in range(2):
        out.append((4, i))
        out.append('body')
    out.append(5)
    return out
def jumper29(frame, event, arg):
    if frame.f_code.co_name != 'traced_jump28': return None
    at = frame.f_lineno - frame.f_code.co_firstlineno
    if event == 'return' and at == 1 and not jumped:
        jumped.append(1)
        try:
            frame.f_lineno = frame.f_code.co_firstlineno + 8
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
def traced_d31(n):
    return traced_d32(n) + 1
def traced_d32(n):
    return traced_d33(n) + 1
def traced_d33(n):
    return len(str(n)) + sum(map(abs, [n]))
def traced30(a, b): return traced_d31(a) if b else traced_d31(b)
watch(traced30, 2, 2)
watch(traced30, -2, 2)
watch(traced30, 3, 3, how=sys.setprofile, tracer=profiler)
def traced_jump34(out):
    out.append(0)
    try:
        raise KeyError(1)
    except KeyError as e:
        out.append(e.args)
    while len(out) < 2:
        out.append('while')
    try:
        out.append('try 3')
        out.append(1 // 1)
    finally:
        out.append('finally 3')
    x4 = 4
    out.append(x4)
    del x4
    while len(out) < 5:
        out.append('while')
    return out
def jumper35(frame, event, arg):
    if frame.f_code.co_name != 'traced_jump34': return None
    at = frame.f_lineno - frame.f_code.co_firstlineno
    if event == 'line' and at == 7 and not jumped:
        jumped.append(1)
        try:
            frame.f_lineno = frame.f_code.co_firstlineno + 2
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
    if b < (a // (b or 1)) <= b:
        raise UnicodeError('Xc9Y') from KeyError('')
watch(traced36, 4, 3)
watch(traced36, 0, 4)
watch(traced36, -1, 2, how=sys.setprofile, tracer=profiler)
def traced_jump38(out):
    out.append(0)
    out.append(1)
    if out:
        out.append('if 2')
    else:
        out.append('else 2')
    try:
        out.append('try 3')
        out.append(1 // 1)
    finally:
        out.append('finally 3')
    with Manager(4, False):
        out.append('with 4')
    out.append(5)
    return out
def jumper39(frame, event, arg):
    if frame.f_code.co_name != 'traced_jump38': return None
    at = frame.f_lineno - frame.f_code.co_firstlineno
    if event == 'line' and at == 3 and not jumped:
        jumped.append(1)
        try:
            frame.f_lineno = frame.f_code.co_firstlineno + 3
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
    log.append((41, [i for i in range(0) if i == (i and i)]))
    a -= (lambda i, j=13: i ^ j)(a)
watch(traced40, 3, 4)
watch(traced40, 0, 3)
def traced_jump43(out):
    while len(out) < 0:
        out.append('while')
    out.append(1)
    if out:
        out.append('if 2')
    else:
        out.append('else 2')
    x3 = 3
    out.append(x3)
    del x3
    try:
        raise KeyError(4)
    except KeyError as e:
        out.append(e.args)
    out.append(5)
    return out
def jumper44(frame, event, arg):
    if frame.f_code.co_name != 'traced_jump43': return None
    at = frame.f_lineno - frame.f_code.co_firstlineno
    if event == 'call' and at == 4 and not jumped:
        jumped.append(1)
        try:
            frame.f_lineno = frame.f_code.co_firstlineno + 5
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
opcodes = False
no_lines = False
def traced45(a, b):
    total = [
        x * y
        for x in range(1)
        for y in range(b % 3)
        if -2 >= 3
    ]
    class Insidetraced45:
        value = a
        def method(self):
            return (self.value +
                    b)
    f = lambda n: n + len(total)
    return f(
        Insidetraced45().method(),
    )
watch(traced45, -2, -1)
def traced_jump46(out):
    try:
        raise KeyError(0)
    except KeyError as e:
        out.append(e.args)
    x1 = 1
    out.append(x1)
    del x1
    x2 = 2
    out.append(x2)
    del x2
    out.append(3)
    try:
        out.append('try 4')
        out.append(1 // 1)
    finally:
        out.append('finally 4')
    with Manager(5, False):
        out.append('with 5')
    return out
def jumper47(frame, event, arg):
    if frame.f_code.co_name != 'traced_jump46': return None
    at = frame.f_lineno - frame.f_code.co_firstlineno
    if event == 'call' and at == 7 and not jumped:
        jumped.append(1)
        try:
            frame.f_lineno = frame.f_code.co_firstlineno + 4
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
opcodes = False
no_lines = False
def traced48(a, b):
    total = [
        x * y
        for x in range(3)
        for y in range(b % 3)
        if -5 != 8
    ]
    class Insidetraced48:
        value = a
        def method(self):
            return (self.value +
                    b)
    f = lambda n: n + len(total)
    return f(
        Insidetraced48().method(),
    )
watch(traced48, -2, 1)
def traced_jump49(out):
    while len(out) < 0:
        out.append('while')
    if out:
        out.append('if 1')
    else:
        out.append('else 1')
    out.append(2)
    if out:
        out.append('if 3')
    else:
        out.append('else 3')
    out.append(4)
    out.append(5)
    try:
        out.append('try 6')
        out.append(1 // 1)
    finally:
        out.append('finally 6')
    return out
def jumper50(frame, event, arg):
    if frame.f_code.co_name != 'traced_jump49': return None
    at = frame.f_lineno - frame.f_code.co_firstlineno
    if event == 'line' and at == 10 and not jumped:
        jumped.append(1)
        try:
            frame.f_lineno = frame.f_code.co_firstlineno + 9
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
no_lines = True
def traced_inner52(a, b):
    print([i for i in range(3)])
def traced51(a, b):
    g = traced_inner52(a, b)
    out = []
    for item in g:
        out.append(item)
        if len(out) > 2: break
    return out
    return len(out)
watch(traced51, -1, -1)
def traced_jump53(out):
    x0 = 0
    out.append(x0)
    del x0
    out.append(1)
    x2 = 2
    out.append(x2)
    del x2
    with Manager(3, False):
        out.append('with 3')
    if out:
        out.append('if 4')
    else:
        out.append('else 4')
    with Manager(5, False):
        out.append('with 5')
    return out
def jumper54(frame, event, arg):
    if frame.f_code.co_name != 'traced_jump53': return None
    at = frame.f_lineno - frame.f_code.co_firstlineno
    if event == 'line' and at == 6 and not jumped:
        jumped.append(1)
        try:
            frame.f_lineno = frame.f_code.co_firstlineno + 14
        except ValueError as error:
            print('no jump:', error)
    return jumper54
jumped = []
sys.settrace(jumper54)
try:
    print(traced_jump53([]), log)
except Exception as error:
    print(type(error).__name__, error)
finally:
    sys.settrace(None)
log.clear()
opcodes = True
no_lines = False
def traced55(a, b):
    if (lambda i, j=b: i - j)(a) in ((b >> (b % 8)), 1, 5):
        raise ArithmeticError(' XX..,c€ß')
    b |= (a // (b or 1))
    with Manager(58, True) as a:
        with Manager(59, True) as a:
            try:
                log.append((61, b))
                log.append((62, b))
                raise ValueError('bad', 2)
            except ValueError:
                log.append(('caught', 64))
                log.append((65, b))
                log.append((66, a))
                log.append((67, a))
                raise
            else:
                log.append((68, b))
                log.append((69, a))
            log.append((70, [i for i in range(5) if not i < sum([i, i][:0])]))
watch(traced55, 1, -1)
watch(traced55, -1, 2, how=sys.setprofile, tracer=profiler)
def traced_jump71(out):
    try:
        out.append('try 0')
        out.append(1 // 1)
    finally:
        out.append('finally 0')
    out.append(1)
    out.append(2)
    try:
        out.append('try 3')
        out.append(1 // 1)
    finally:
        out.append('finally 3')
    return out
def jumper72(frame, event, arg):
    if frame.f_code.co_name != 'traced_jump71': return None
    at = frame.f_lineno - frame.f_code.co_firstlineno
    if event == 'line' and at == 10 and not jumped:
        jumped.append(1)
        try:
            frame.f_lineno = frame.f_code.co_firstlineno + 10
        except ValueError as error:
            print('no jump:', error)
    return jumper72
jumped = []
sys.settrace(jumper72)
try:
    print(traced_jump71([]), log)
except Exception as error:
    print(type(error).__name__, error)
finally:
    sys.settrace(None)
log.clear()
opcodes = True
no_lines = True
def traced_inner74(a, b):
    (yield b)
    print([i for i in range(0)])
    if isinstance(a, int) and len('b') % 3 == 1:
        try:
            (yield b)
            print('sent', (yield b))
        finally:
            print('finally', 75)
def traced73(a, b):
    g = traced_inner74(a, b)
    out = []
    for item in g:
        out.append(item)
        pass
    return out
    return len(out)
watch(traced73, 0, 1)
watch(traced73, -1, 1, how=sys.setprofile, tracer=profiler)
def traced_jump76(out):
    for i in range(2):
        out.append((0, i))
        out.append('body')
    out.append(1)
    while len(out) < 2:
        out.append('while')
    x3 = 3
    out.append(x3)
    del x3
    out.append(4)
    try:
        raise KeyError(5)
    except KeyError as e:
        out.append(e.args)
    while len(out) < 6:
        out.append('while')
    return out
def jumper77(frame, event, arg):
    if frame.f_code.co_name != 'traced_jump76': return None
    at = frame.f_lineno - frame.f_code.co_firstlineno
    if event == 'return' and at == 10 and not jumped:
        jumped.append(1)
        try:
            frame.f_lineno = frame.f_code.co_firstlineno + 11
        except ValueError as error:
            print('no jump:', error)
    return jumper77
jumped = []
sys.settrace(jumper77)
try:
    print(traced_jump76([]), log)
except Exception as error:
    print(type(error).__name__, error)
finally:
    sys.settrace(None)
log.clear()
opcodes = False
no_lines = False
def traced78(a, b):
    log.append((79, a))
watch(traced78, 3, 3)
watch(traced78, 4, 2)
watch(traced78, -1, 1, how=sys.setprofile, tracer=profiler)
log.clear()
opcodes = False
no_lines = False
def traced80(a, b):
    try:
        log.append((82, b))
        log.append((83, a))
        try:
            log.append((85, [i for i in range(4) if (i // (8 or 1)) < max(i, i) <= 12]))
            log.append((86, b))
        except Exception as e87:
            log.append(('caught', 88))
            b = ((b if -4 < b else b) or (-4 % (13 or 1))) % 1000
            b = min(+(-4), (b - 0)) % 1000
            b = min(max(12, a), -1) % 1000
    finally:
        log.append(('finally', 92))
        if sum([a, -4][:2]) not in (b, 2, 0):
            return min((a + a), (10 and a))
        b = -5 % 1000
watch(traced80, -2, 2)
watch(traced80, 1, 4)
watch(traced80, 1, 3, how=sys.setprofile, tracer=profiler)
def traced_jump95(out):
    if out:
        out.append('if 0')
    else:
        out.append('else 0')
    out.append(1)
    for i in range(2):
        out.append((2, i))
        out.append('body')
    for i in range(2):
        out.append((3, i))
        out.append('body')
    return out
def jumper96(frame, event, arg):
    if frame.f_code.co_name != 'traced_jump95': return None
    at = frame.f_lineno - frame.f_code.co_firstlineno
    if event == 'call' and at == 9 and not jumped:
        jumped.append(1)
        try:
            frame.f_lineno = frame.f_code.co_firstlineno + 4
        except ValueError as error:
            print('no jump:', error)
    return jumper96
jumped = []
sys.settrace(jumper96)
try:
    print(traced_jump95([]), log)
except Exception as error:
    print(type(error).__name__, error)
finally:
    sys.settrace(None)
