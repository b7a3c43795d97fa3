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
def traced_d2(n):
    return traced_d3(n) + 1
def traced_d3(n):
    try:
        return traced_d4(n - 1)
    except Exception as e:
        pass
def traced_d4(n):
    return len(str(n)) + sum(map(abs, [n]))
def traced1(a, b): return traced_d2(a) if b else traced_d2(b)
watch(traced1, -2, 0)
watch(traced1, -1, 1)
watch(traced1, 4, 0, how=sys.setprofile, tracer=profiler)
def traced_jump5(out):
    x0 = 0
    out.append(x0)
    del x0
    for i in range(2):
        out.append((1, i))
        out.append('body')
    try:
        raise KeyError(2)
    except KeyError as e:
        out.append(e.args)
    out.append(3)
    with Manager(4, False):
        out.append('with 4')
    return out
def jumper6(frame, event, arg):
    if frame.f_code.co_name != 'traced_jump5': return None
    at = frame.f_lineno - frame.f_code.co_firstlineno
    if event == 'line' and at == 6 and not jumped:
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
def traced7(a, b):
    log.append((8, [i for i in range(3) if (0 * -2) <= (i if i != 11 else 2)]))
    a |= int(-3)
watch(traced7, 2, -1)
watch(traced7, 0, 0, how=sys.setprofile, tracer=profiler)
def traced_jump10(out):
    out.append(0)
    out.append(1)
    for i in range(2):
        out.append((2, i))
        out.append('body')
    return out
def jumper11(frame, event, arg):
    if frame.f_code.co_name != 'traced_jump10': return None
    at = frame.f_lineno - frame.f_code.co_firstlineno
    if event == 'call' and at == 3 and not jumped:
        jumped.append(1)
        try:
            frame.f_lineno = frame.f_code.co_firstlineno + 9
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
no_lines = True
def traced12(a, b):
    total = [
        x * y
        for x in range(2)
        for y in range(b % 3)
        if y < x
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
watch(traced12, -2, -1)
def traced_jump13(out):
    out.append(0)
    try:
        raise KeyError(1)
    except KeyError as e:
        out.append(e.args)
    out.append(2)
    out.append(3)
    x4 = 4
    out.append(x4)
    del x4
    while len(out) < 5:
        out.append('while')
    return out
def jumper14(frame, event, arg):
    if frame.f_code.co_name != 'traced_jump13': return None
    at = frame.f_lineno - frame.f_code.co_firstlineno
    if event == 'line' and at == 7 and not jumped:
        jumped.append(1)
        try:
            frame.f_lineno = frame.f_code.co_firstlineno + 5
        except ValueError as error:
            print('no jump:', error)
    return jumper14
jumped = []
sys.settrace(jumper14)
try:
    print(traced_jump13([]), log)
except Exception as error:
    print(type(error).__name__, error)
finally:
    sys.settrace(None)
log.clear()
opcodes = False
no_lines = True
def traced15(a, b):
    total = [
        x * y
        for x in range(3)
        for y in range(b % 4)
        if x != -2
    ]
    class Insidetraced15:
        value = a
        def method(self):
            return (self.value +
                    b)
    f = lambda n: n + len(total)
    return f(
        Insidetraced15().method(),
    )
watch(traced15, 2, 1)
watch(traced15, 2, 2, how=sys.setprofile, tracer=profiler)
log.clear()
opcodes = False
no_lines = True
def traced_d17(n):
    return traced_d18(n) + 1
def traced_d18(n):
    return 10 // n
def traced16(a, b): return traced_d17(a) if b else traced_d17(b)
watch(traced16, 1, 4)
watch(traced16, -2, 0)
def traced_jump19(out):
    out.append(0)
    try:
        out.append('try 1')
        out.append(1 // 1)
    finally:
        out.append('finally 1')
    out.append(2)
    x3 = 3
    out.append(x3)
    del x3
    for i in range(2):
        out.append((4, i))
        out.append('body')
    return out
def jumper20(frame, event, arg):
    if frame.f_code.co_name != 'traced_jump19': return None
    at = frame.f_lineno - frame.f_code.co_firstlineno
    if event == 'call' and at == 3 and not jumped:
        jumped.append(1)
        try:
            frame.f_lineno = frame.f_code.co_firstlineno + 7
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
def traced21(a, b):
    if not -2 == (b ^ 0):
        raise Exception() from BufferError('0')
watch(traced21, 1, 3)
watch(traced21, 1, 2)
watch(traced21, 4, 3, how=sys.setprofile, tracer=profiler)
log.clear()
opcodes = True
no_lines = True
def traced_inner24(a, b):
    for a in range(1):
        try:
            print('sent', (yield b))
            (yield b)
            (yield b)
        finally:
            print('finally', 25)
    for a in range(3):
        try:
            (yield a)
        finally:
            print('finally', 26)
def traced23(a, b):
    g = traced_inner24(a, b)
    out = []
    for item in g:
        out.append(item)
        b += 1
    return out
    return len(out)
watch(traced23, 2, -1)
def traced_jump27(out):
    x0 = 0
    out.append(x0)
    del x0
    out.append(1)
    x2 = 2
    out.append(x2)
    del x2
    try:
        out.append('try 3')
        out.append(1 // 1)
    finally:
        out.append('finally 3')
    out.append(4)
    try:
        out.append('try 5')
        out.append(1 // 1)
    finally:
        out.append('finally 5')
    try:
        out.append('try 6')
        out.append(1 // 1)
    finally:
        out.append('finally 6')
    return out
def jumper28(frame, event, arg):
    if frame.f_code.co_name != 'traced_jump27': return None
    at = frame.f_lineno - frame.f_code.co_firstlineno
    if event == 'return' and at == 4 and not jumped:
        jumped.append(1)
        try:
            frame.f_lineno = frame.f_code.co_firstlineno + 7
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
    total = [
        x * y
        for x in range(3)
        for y in range(b % 3)
        if 4 != 9
    ]
    class Insidetraced29:
        value = a
        def method(self):
            return (self.value +
                    b)
    f = lambda n: n + len(total)
    return f(
        Insidetraced29().method(),
    )
watch(traced29, -1, 3)
def traced_jump30(out):
    with Manager(0, False):
        out.append('with 0')
    try:
        out.append('try 1')
        out.append(1 // 1)
    finally:
        out.append('finally 1')
    out.append(2)
    out.append(3)
    x4 = 4
    out.append(x4)
    del x4
    return out
def jumper31(frame, event, arg):
    if frame.f_code.co_name != 'traced_jump30': return None
    at = frame.f_lineno - frame.f_code.co_firstlineno
    if event == 'call' and at == 2 and not jumped:
        jumped.append(1)
        try:
            frame.f_lineno = frame.f_code.co_firstlineno + 0
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
def traced_inner33(a, b):
    (yield b)
def traced32(a, b):
    g = traced_inner33(a, b)
    out = []
    for item in g:
        out.append(item)
        b += 1
    return out
    return len(out)
watch(traced32, 3, 1)
watch(traced32, 0, 4, how=sys.setprofile, tracer=profiler)
def traced_jump34(out):
    try:
        out.append('try 0')
        out.append(1 // 1)
    finally:
        out.append('finally 0')
    try:
        raise KeyError(1)
    except KeyError as e:
        out.append(e.args)
    x2 = 2
    out.append(x2)
    del x2
    for i in range(2):
        out.append((3, i))
        out.append('body')
    while len(out) < 4:
        out.append('while')
    if out:
        out.append('if 5')
    else:
        out.append('else 5')
    return out
def jumper35(frame, event, arg):
    if frame.f_code.co_name != 'traced_jump34': return None
    at = frame.f_lineno - frame.f_code.co_firstlineno
    if event == 'line' and at == 10 and not jumped:
        jumped.append(1)
        try:
            frame.f_lineno = frame.f_code.co_firstlineno + 8
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
    a = a % 1000
    b = ((-2 % (b or 1)) >> (b % 8)) % 1000
watch(traced36, 1, 3)
watch(traced36, 0, 2)
watch(traced36, -2, 4, how=sys.setprofile, tracer=profiler)
log.clear()
opcodes = False
no_lines = False
def traced_inner41(a, b):
    for a in range(2):
        a = (yield a) or 0
    try:
        pass
    except (TypeError, RuntimeError) as error:
        print('inside', type(error).__name__, error.args)
def traced40(a, b):
    g = traced_inner41(a, b)
    out = []
    for item in g:
        out.append(item)
        pass
    return out
    return len(out)
watch(traced40, -2, -1)
def traced_jump42(out):
    while len(out) < 0:
        out.append('while')
    out.append(1)
    with Manager(2, False):
        out.append('with 2')
    return out
def jumper43(frame, event, arg):
    if frame.f_code.co_name != 'traced_jump42': return None
    at = frame.f_lineno - frame.f_code.co_firstlineno
    if event == 'line' and at == 1 and not jumped:
        jumped.append(1)
        try:
            frame.f_lineno = frame.f_code.co_firstlineno + 5
        except ValueError as error:
            print('no jump:', error)
    return jumper43
jumped = []
sys.settrace(jumper43)
try:
    print(traced_jump42([]), log)
except Exception as error:
    print(type(error).__name__, error)
finally:
    sys.settrace(None)
log.clear()
opcodes = False
no_lines = False
def traced_d45(n):
    return traced_d46(n) + 1
def traced_d46(n):
    return len(str(n)) + sum(map(abs, [n]))
def traced44(a, b): return traced_d45(a) if b else traced_d45(b)
watch(traced44, -1, 0)
watch(traced44, 1, 3, how=sys.setprofile, tracer=profiler)
log.clear()
opcodes = True
no_lines = False
def traced47(a, b):
    try:
        log.append((49, b))
        raise AttributeError(0)
    except OSError as e50:
        log.append(('caught', 51))
        try:
            try:
                log.append((54, a))
                log.append((55, a))
                raise IndexError('bad', 6)
            except ArithmeticError as e56:
                log.append(('caught', 57))
                log.append((58, b))
            else:
                log.append((59, a))
                log.append((60, b))
                log.append((61, b))
            finally:
                log.append(('finally', 62))
                log.append((63, b))
            try:
                pass
            except (TypeError, RuntimeError) as e65:
                log.append(('caught', 66))
            finally:
                log.append(('finally', 67))
            log.append(2 // a)
        finally:
            log.append(('finally', 68))
    except (KeyError, ZeroDivisionError):
        log.append(('caught', 70))
        raise
    finally:
        log.append(('finally', 71))
watch(traced47, 0, 2)
watch(traced47, 0, 3, how=sys.setprofile, tracer=profiler)
log.clear()
opcodes = False
no_lines = False
def traced_d73(n):
    try:
        traced_d74(n + 1)
    finally:
        print(n)
def traced_d74(n):
    try:
        traced_d75(n + 1)
    finally:
        print(n)
def traced_d75(n):
    return len(str(n)) + sum(map(abs, [n]))
def traced72(a, b): return traced_d73(a) if b else traced_d73(b)
watch(traced72, 4, 4)
watch(traced72, 1, -1, how=sys.setprofile, tracer=profiler)
log.clear()
opcodes = False
no_lines = False
def traced76(a, b):
    if (a // (b or 1)) not in ((b % (-4 or 1)), 0, 5):
        return 5
    try:
        log.append((79, a))
    except Exception as e80:
        log.append(('caught', 81))
        b = b % 1000
    except (TypeError, RuntimeError) as e83:
        log.append(('caught', 84))
        log.append((85, b))
        if (a // (b or 1)) % 5 == 0:
            return (a % ((3 ^ a) or 1))
        with Manager(87, True) as b:
            b = (-3 >> ((b - a) % 8)) % 1000
    finally:
        log.append(('finally', 89))
        if (a + a) != (18 + a):
            try:
                log.append((92, b))
                raise AssertionError()
            finally:
                log.append(('finally', 93))
                log.append((94, b))
        else:
            pass
watch(traced76, 3, 3)
def traced_jump95(out):
    out.append(0)
    out.append(1)
    for i in range(2):
        out.append((2, i))
        out.append('body')
    return out
def jumper96(frame, event, arg):
    if frame.f_code.co_name != 'traced_jump95': return None
    at = frame.f_lineno - frame.f_code.co_firstlineno
    if event == 'line' and at == 3 and not jumped:
        jumped.append(1)
        try:
            frame.f_lineno = frame.f_code.co_firstlineno + 14
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
log.clear()
opcodes = False
no_lines = False
def traced97(a, b):
    total = [
        x * y
        for x in range(1)
        for y in range(b % 4)
        if x not in (-5, 0, 0)
    ]
    class Insidetraced97:
        value = a
        def method(self):
            return (self.value +
                    b)
    f = lambda n: n + len(total)
    return f(
        Insidetraced97().method(),
    )
watch(traced97, -1, 2)
def traced_jump98(out):
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
    with Manager(3, False):
        out.append('with 3')
    x4 = 4
    out.append(x4)
    del x4
    for i in range(2):
        out.append((5, i))
        out.append('body')
    try:
        out.append('try 6')
        out.append(1 // 1)
    finally:
        out.append('finally 6')
    return out
def jumper99(frame, event, arg):
    if frame.f_code.co_name != 'traced_jump98': return None
    at = frame.f_lineno - frame.f_code.co_firstlineno
    if event == 'call' and at == 4 and not jumped:
        jumped.append(1)
        try:
            frame.f_lineno = frame.f_code.co_firstlineno + 5
        except ValueError as error:
            print('no jump:', error)
    return jumper99
jumped = []
sys.settrace(jumper99)
try:
    print(traced_jump98([]), log)
except Exception as error:
    print(type(error).__name__, error)
finally:
    sys.settrace(None)
