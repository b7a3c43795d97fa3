import sys
def tracer(f, e, a):
    if f.f_code.co_name == 'inner' and e == EV: raise TypeError((e, f.f_lineno))
    return tracer
def inner(a):
    try:
        x = 1
        raise KeyError
    except KeyError:
        len([])
for EV in ('call', 'line', 'exception'):
    sys.settrace(tracer)
    try: inner(1)
    except TypeError as e:
        sys.settrace(None)
        sys.excepthook(type(e), e, e.__traceback__)
    sys.settrace(None)
    print('--')
