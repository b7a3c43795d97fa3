import sys
for name in ("BaseException", "Exception", "ArithmeticError", "ZeroDivisionError", "LookupError", "KeyError", "OSError", "FileNotFoundError", "UnicodeDecodeError", "StopIteration",
             "SystemExit", "KeyboardInterrupt", "GeneratorExit", "RecursionError", "ModuleNotFoundError", "IndentationError", "TabError", "ExceptionGroup", "UserWarning"):
    kind = getattr(__builtins__, name)
    print(name, [k.__name__ for k in kind.__mro__[1:]], kind.__module__)
print(IOError is OSError, EnvironmentError is OSError)
e = OSError(2, "msg", "file"); print(type(e).__name__, e.errno, e.strerror, e.filename, e, repr(e))
print(repr(KeyError("a")), str(KeyError("a")), str(KeyError()), str(ValueError(1, 2)), repr(ValueError()), ValueError("x").args)
e = StopIteration(5); print(e.value, SystemExit(3).code, ImportError("m", name="n", path="p").name)
e = UnicodeDecodeError("utf-8", b"ab\xff", 2, 3, "bad"); print(e, e.start, e.object)
e = AttributeError("x", name="n", obj=5); print(e.name, e.obj); e = NameError("x", name="n"); print(e.name)
print(ValueError("a") == ValueError("a"), isinstance(OSError(13, "x"), PermissionError), type(OSError(17, "")).__name__, BaseException().__traceback__)
try: raise ValueError("t")
except Exception: print(sys.exc_info()[0].__name__, sys.exc_info()[1], sys.exception())
print(sys.exc_info(), sys.exception())
try: ValueError(x=1)
except TypeError as e: print(e)
x = ValueError("with"); print(x.with_traceback(None) is x); x.__notes__ = ["n"]; print(x.__notes__)
