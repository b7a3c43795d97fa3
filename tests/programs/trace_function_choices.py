import sys
def make(names, local=None):
    def t(frame, event, arg):
        print("global", event, frame.f_code.co_name)
        return local if frame.f_code.co_name in names else None
    return t
def loc(frame, event, arg):
    print("local", event, frame.f_lineno - frame.f_code.co_firstlineno)
    return other
def other(frame, event, arg):
    print("other", event)
    return None
def a():
    x = 1
    b()
    return x
def b():
    y = 2
    return y
sys.settrace(make({"a"}, loc)); a(); sys.settrace(None)
def no_lines(frame, event, arg):
    frame.f_trace_lines = False
    print("event", event)
    return no_lines
sys.settrace(no_lines); b(); sys.settrace(None)
def failing(frame, event, arg):
    if event == "line": raise KeyError("from the tracer")
    return failing
sys.settrace(failing)
try: b()
except KeyError as e: print("raised", e, sys.gettrace())
sys.settrace(None)
def opcodes(frame, event, arg):
    frame.f_trace_opcodes = True
    frame.f_trace_lines = False
    if event == "opcode": seen.append(frame.f_lasti)
    return opcodes
seen = []
sys.settrace(opcodes); b(); sys.settrace(None)
print(len(seen) > 3, seen == sorted(seen))
print(sys.gettrace(), sys.getprofile())
try: sys.settrace()
except TypeError as e: print(e)
def self_trace():
    f = sys._getframe()
    f.f_trace = lambda *a: print("own", a[1])
    sys.settrace(lambda *a: None)
    x = 1
    x = 2
    sys.settrace(None)
    del f.f_trace
    return f.f_trace
print(self_trace())
