import sys
def f(n):
    try:
        raise KeyError(n)
    except KeyError as e:
        e.add_note(f"note {n}\nsecond line")
        return e
def g():
    raise ExceptionGroup("outer", [f(1), ExceptionGroup("inner", [f(2), ValueError("x"), BaseExceptionGroup("deep", [KeyboardInterrupt()]) if 0 else TypeError(3)]), OSError(2, "no", "file")])
try:
    g()
except* KeyError as eg:
    print(eg.exceptions, eg.message)
    try:
        raise RuntimeError("in handler") from eg
    except RuntimeError as r: print(repr(r), repr(r.__cause__))
except* (TypeError, OSError) as eg:
    print([type(e).__name__ for e in eg.exceptions])
except* ValueError as eg:
    print(eg)
try:
    try: g()
    except* KeyError: raise IndexError("new")
    except* OSError: raise
except ExceptionGroup as e:
    print(e, e.exceptions)
    print(e.split(IndexError))
    print(e.subgroup(lambda x: isinstance(x, ValueError)))
    print(e.derive([ValueError(9)]))
class My(ExceptionGroup):
    def derive(self, excs): return My(self.message.upper(), excs)
m = My("mine", [ValueError(1), TypeError(2)])
print(repr(m.split(ValueError)), type(m.subgroup(TypeError)))
for bad in ([], [1], 3, [ValueError]):
    try: ExceptionGroup("x", bad)
    except Exception as e: print(type(e).__name__, e)
try: ExceptionGroup("x", [KeyboardInterrupt()])
except TypeError as e: print(e)
print(type(BaseExceptionGroup("x", [ValueError()])), type(BaseExceptionGroup("x", [KeyboardInterrupt()])))
try:
    try: raise ValueError(1)
    except* ValueError as e: raise
except BaseException as e: print(repr(e))
try:
    try: pass
    except* ValueError: print("no")
    else: print("else")
    finally: print("finally")
except Exception: pass
def many(): raise ExceptionGroup("many", [ValueError(i) for i in range(20)])
def deep(n): return ExceptionGroup(f"level {n}", [deep(n - 1)]) if n else ValueError("bottom")
def tell(e): sys.excepthook(type(e), e, e.__traceback__)
tell(deep(12))
try: many()
except ExceptionGroup as e: tell(e)
g()
