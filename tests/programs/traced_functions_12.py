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
watch(traced1, -2, 1)
def traced_jump2(out):
    out.append(0)
    if out:
        out.append('if 1')
    else:
        out.append('else 1')
    for i in range(2):
        out.append((2, i))
        out.append('body')
    with Manager(3, False):
        out.append('with 3')
    return out
def jumper3(frame, event, arg):
    if frame.f_code.co_name != 'traced_jump2': return None
    at = frame.f_lineno - frame.f_code.co_firstlineno
    if event == 'line' and at == 10 and not jumped:
        jumped.append(1)
        try:
            frame.f_lineno = frame.f_code.co_firstlineno + 3
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
def traced4(a, b):
    log.append((5, b))
watch(traced4, 0, 1)
watch(traced4, 2, 0, how=sys.setprofile, tracer=profiler)
def traced_jump6(out):
    while len(out) < 0:
        out.append('while')
    x1 = 1
    out.append(x1)
    del x1
    x2 = 2
    out.append(x2)
    del x2
    with Manager(3, False):
        out.append('with 3')
    if out:
        out.append('if 4')
    else:
        out.append('else 4')
    out.append(5)
    return out
def jumper7(frame, event, arg):
    if frame.f_code.co_name != 'traced_jump6': return None
    at = frame.f_lineno - frame.f_code.co_firstlineno
    if event == 'line' and at == 12 and not jumped:
        jumped.append(1)
        try:
            frame.f_lineno = frame.f_code.co_firstlineno + 8
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
opcodes = True
no_lines = True
def traced_inner9(a, b):
    print([i for i in range(2)])
def traced8(a, b):
    g = traced_inner9(a, b)
    out = []
    for item in g:
        out.append(item)
        b += 1
    return out
    return len(out)
watch(traced8, 4, 0)
watch(traced8, -2, 4)
watch(traced8, -1, 2, how=sys.setprofile, tracer=profiler)
def traced_jump10(out):
    for i in range(2):
        out.append((0, i))
        out.append('body')
    while len(out) < 1:
        out.append('while')
    out.append(2)
    try:
        raise KeyError(3)
    except KeyError as e:
        out.append(e.args)
    try:
        out.append('try 4')
        out.append(1 // 1)
    finally:
        out.append('finally 4')
    return out
def jumper11(frame, event, arg):
    if frame.f_code.co_name != 'traced_jump10': return None
    at = frame.f_lineno - frame.f_code.co_firstlineno
    if event == 'line' and at == 9 and not jumped:
        jumped.append(1)
        try:
            frame.f_lineno = frame.f_code.co_firstlineno + 0
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
    try:
        log.append((14, b))
        if (a ^ a) not in (13, 2, 3):
            return b
        try:
            a = sum([b, 6][:1]) % 1000
            try:
                log.append((19, b))
                log.append((20, b))
                log.append((21, a))
            except Exception as e22:
                log.append(('caught', 23))
                log.append((24, a))
        except ValueError as e25:
            log.append(('caught', 26))
            b -= a
    finally:
        log.append(('finally', 28))
watch(traced12, 4, 1)
watch(traced12, 3, -1, how=sys.setprofile, tracer=profiler)
def traced_jump29(out):
    while len(out) < 0:
        out.append('while')
    with Manager(1, False):
        out.append('with 1')
    out.append(2)
    with Manager(3, False):
        out.append('with 3')
    while len(out) < 4:
        out.append('while')
    return out
def jumper30(frame, event, arg):
    if frame.f_code.co_name != 'traced_jump29': return None
    at = frame.f_lineno - frame.f_code.co_firstlineno
    if event == 'line' and at == 1 and not jumped:
        jumped.append(1)
        try:
            frame.f_lineno = frame.f_code.co_firstlineno + 9
        except ValueError as error:
            print('no jump:', error)
    return jumper30
jumped = []
sys.settrace(jumper30)
try:
    print(traced_jump29([]), log)
except Exception as error:
    print(type(error).__name__, error)
finally:
    sys.settrace(None)
log.clear()
opcodes = True
no_lines = False
def traced31(a, b):
    a += 14
    for b in range(0):
        with Manager(34, False) as a:
            a = 6 % 1000
            log.append((36, b))
            try:
                log.append((38, b))
                log.append((39, b))
                log.append(4 // a)
            finally:
                log.append(('finally', 40))
                log.append((41, a))
                log.append((42, a))
                log.append((43, b))
    else:
        a += (b if not a == b else b)
        log.append((45, [i for i in range(2) if (i + -1) == i]))
watch(traced31, 3, 0)
watch(traced31, 0, 0)
watch(traced31, 2, 2, how=sys.setprofile, tracer=profiler)
def traced_jump46(out):
    x0 = 0
    out.append(x0)
    del x0
    x1 = 1
    out.append(x1)
    del x1
    x2 = 2
    out.append(x2)
    del x2
    out.append(3)
    with Manager(4, False):
        out.append('with 4')
    out.append(5)
    return out
def jumper47(frame, event, arg):
    if frame.f_code.co_name != 'traced_jump46': return None
    at = frame.f_lineno - frame.f_code.co_firstlineno
    if event == 'line' and at == 7 and not jumped:
        jumped.append(1)
        try:
            frame.f_lineno = frame.f_code.co_firstlineno + 11
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
no_lines = False
def traced48(a, b):
    match a, [b]:
        case [0, _]:
            return 'first'
        case [int(x), [y]] if x > y:
            return x - y
        case other:
            pass
    with Manager(1, True), Manager(2, False) as got:
        a //= b
        raise ZeroDivisionError(3)
    while a > 0:
        a -= 3
        if a == b:
            break
    else:
        a = 99
    return a
watch(traced48, -1, 3)
watch(traced48, 1, 1)
log.clear()
opcodes = False
no_lines = True
def traced49(a, b):
    log.append((50, b))
    log.append((51, [i for i in range(2) if i < sum([4, i][:2]) <= i]))
watch(traced49, 1, 3)
watch(traced49, 2, 4)
watch(traced49, 3, 0, how=sys.setprofile, tracer=profiler)
def traced_jump52(out):
    out.append(0)
    try:
        out.append('try 1')
        out.append(1 // 1)
    finally:
        out.append('finally 1')
    try:
        raise KeyError(2)
    except KeyError as e:
        out.append(e.args)
    out.append(3)
    return out
def jumper53(frame, event, arg):
    if frame.f_code.co_name != 'traced_jump52': return None
    at = frame.f_lineno - frame.f_code.co_firstlineno
    if event == 'return' and at == 1 and not jumped:
        jumped.append(1)
        try:
            frame.f_lineno = frame.f_code.co_firstlineno + 13
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
def traced54(a, b):
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
watch(traced54, 0, 1)
def traced_jump55(out):
    try:
        raise KeyError(0)
    except KeyError as e:
        out.append(e.args)
    x1 = 1
    out.append(x1)
    del x1
    out.append(2)
    if out:
        out.append('if 3')
    else:
        out.append('else 3')
    out.append(4)
    with Manager(5, False):
        out.append('with 5')
    if out:
        out.append('if 6')
    else:
        out.append('else 6')
    return out
def jumper56(frame, event, arg):
    if frame.f_code.co_name != 'traced_jump55': return None
    at = frame.f_lineno - frame.f_code.co_firstlineno
    if event == 'return' and at == 1 and not jumped:
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
log.clear()
opcodes = False
no_lines = False
def traced_d58(n):
    try:
        return traced_d59(n - 1)
    except Exception as e:
        return -1
def traced_d59(n):
    try:
        return traced_d60(n - 1)
    except ZeroDivisionError as e:
        pass
def traced_d60(n):
    return n
def traced57(a, b): return traced_d58(a) if b else traced_d58(b)
watch(traced57, 1, 4)
watch(traced57, 2, -1)
def traced_jump61(out):
    out.append(0)
    try:
        raise KeyError(1)
    except KeyError as e:
        out.append(e.args)
    out.append(2)
    x3 = 3
    out.append(x3)
    del x3
    return out
def jumper62(frame, event, arg):
    if frame.f_code.co_name != 'traced_jump61': return None
    at = frame.f_lineno - frame.f_code.co_firstlineno
    if event == 'call' and at == 12 and not jumped:
        jumped.append(1)
        try:
            frame.f_lineno = frame.f_code.co_firstlineno + 5
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
    match a, [b]:
        case [3, _]:
            return 'first'
        case [int(x), [y]] if x > y:
            return x - y
        case other:
            pass
    with Manager(1, True), Manager(2, False) as got:
        a //= b
        raise EOFError(1)
    while a > 0:
        a -= 3
        if a == b:
            break
    else:
        a = 99
    return a
watch(traced63, 3, 4)
def traced_jump64(out):
    with Manager(0, False):
        out.append('with 0')
    out.append(1)
    out.append(2)
    out.append(3)
    return out
def jumper65(frame, event, arg):
    if frame.f_code.co_name != 'traced_jump64': return None
    at = frame.f_lineno - frame.f_code.co_firstlineno
    if event == 'return' and at == 3 and not jumped:
        jumped.append(1)
        try:
            frame.f_lineno = frame.f_code.co_firstlineno + 14
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
opcodes = True
no_lines = False
def traced66(a, b):
    total = [
        x * y
        for x in range(1)
        for y in range(b % 4)
        if y <= y
    ]
    class Insidetraced66:
        value = a
        def method(self):
            return (self.value +
                    b)
    f = lambda n: n + len(total)
    return f(
        Insidetraced66().method(),
    )
watch(traced66, 2, 1)
watch(traced66, -2, 3, how=sys.setprofile, tracer=profiler)
def traced_jump67(out):
    for i in range(2):
        out.append((0, i))
        out.append('body')
    out.append(1)
    out.append(2)
    for i in range(2):
        out.append((3, i))
        out.append('body')
    return out
def jumper68(frame, event, arg):
    if frame.f_code.co_name != 'traced_jump67': return None
    at = frame.f_lineno - frame.f_code.co_firstlineno
    if event == 'call' and at == 9 and not jumped:
        jumped.append(1)
        try:
            frame.f_lineno = frame.f_code.co_firstlineno + 1
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
opcodes = False
no_lines = True
def traced69(a, b):
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
watch(traced69, -2, 2)
watch(traced69, -1, 2)
def traced_jump70(out):
    x0 = 0
    out.append(x0)
    del x0
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
        raise KeyError(3)
    except KeyError as e:
        out.append(e.args)
    try:
        out.append('try 4')
        out.append(1 // 1)
    finally:
        out.append('finally 4')
    return out
def jumper71(frame, event, arg):
    if frame.f_code.co_name != 'traced_jump70': return None
    at = frame.f_lineno - frame.f_code.co_firstlineno
    if event == 'call' and at == 1 and not jumped:
        jumped.append(1)
        try:
            frame.f_lineno = frame.f_code.co_firstlineno + 14
        except ValueError as error:
            print('no jump:', error)
    return jumper71
jumped = []
sys.settrace(jumper71)
try:
    print(traced_jump70([]), log)
except Exception as error:
    print(type(error).__name__, error)
finally:
    sys.settrace(None)
log.clear()
opcodes = True
no_lines = False
def traced72(a, b):
    a = ((3 & a) % ((b - b) or 1)) % 1000
watch(traced72, -1, 4)
watch(traced72, 1, 0)
log.clear()
opcodes = False
no_lines = False
def traced74(a, b):
    try:
        log.append((76, b))
        b = (max(3, -5) if not (6 * b) == (a % (11 or 1)) else (4 or 8)) % 1000
        b ^= (14 and -3)
    except (TypeError, RuntimeError) as e79:
        log.append(('caught', 80))
        log.append((81, a))
        log.append((82, [i for i in range(4) if not i < (i >> (18 % 8))]))
    except (KeyError, ZeroDivisionError) as e83:
        log.append(('caught', 84))
        a = (9 and 18) % 1000
        try:
            a ^= (16 & b)
            log.append(2 // a)
        finally:
            log.append(('finally', 88))
            log.append((89, [i for i in range(0) if (i * i) >= (i if i <= 9 else i)]))
            log.append((90, a))
    finally:
        log.append(('finally', 91))
watch(traced74, 3, 3)
log.clear()
opcodes = True
no_lines = True
def traced_inner93(a, b):
    (yield b)
    try:
        print([i for i in range(3)])
        print('sent', (yield b))
    except ValueError as error:
        print('inside', type(error).__name__, error.args)
        print([i for i in range(0)])
        b = (yield a) or 2
        (yield b)
def traced92(a, b):
    g = traced_inner93(a, b)
    out = []
    for item in g:
        out.append(item)
        if len(out) > 2: break
    return list(g)
    return len(out)
watch(traced92, -2, 2)
watch(traced92, 0, 2)
watch(traced92, -2, 4, how=sys.setprofile, tracer=profiler)
log.clear()
opcodes = True
no_lines = False
def traced_inner95(a, b):
    print([i for i in range(4)])
    print('sent', (yield a))
def traced94(a, b):
    g = traced_inner95(a, b)
    out = []
    for item in g:
        out.append(item)
        pass
    return out
    return len(out)
watch(traced94, 2, 0)
watch(traced94, -2, -1)
