try:
    try:
        try:
            raise ValueError(1)
        except ValueError:
            raise TypeError(2)
    except TypeError as e:
        raise KeyError(3) from None
except KeyError as e:
    print(repr(e), repr(e.__context__), repr(e.__context__.__context__), e.__cause__, e.__suppress_context__)
try:
    raise
except RuntimeError as e: print(e)
def reraise():
    try: raise ValueError("again")
    except ValueError: raise
try: reraise()
except ValueError as e:
    n = 0; tb = e.__traceback__
    while tb: n += 1; tb = tb.tb_next
    print(n, e)
e = ValueError("kept")
for i in range(2):
    try: raise e
    except ValueError as x: print(x is e, x.__traceback__ is not None)
try: raise ValueError from 5
except TypeError as e: print(e)
try: raise ValueError("a") from KeyError
except ValueError as e: print(repr(e.__cause__))
print(e if "e" in globals() else "e is gone")
