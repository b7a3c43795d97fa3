eg = ExceptionGroup("eg", [ValueError(1), TypeError(2), ExceptionGroup("in", [ValueError(3), KeyError(4)])])
print(eg, repr(eg), eg.message, eg.exceptions[0])
print(eg.split(ValueError), eg.subgroup(KeyError), eg.subgroup(lambda e: isinstance(e, TypeError)), eg.split(OSError))
print(eg.derive([ValueError(9)]), type(BaseExceptionGroup("b", [ValueError()])).__name__, type(BaseExceptionGroup("b", [KeyboardInterrupt()])).__name__)
for bad in (lambda: ExceptionGroup("x", []), lambda: ExceptionGroup("x", [1]), lambda: ExceptionGroup("x"), lambda: ExceptionGroup("x", [KeyboardInterrupt()])):
    try: bad()
    except Exception as e: print(type(e).__name__, e)
