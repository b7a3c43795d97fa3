import sys
for value in (None, 0, 3, "text", True, 2.5, [1], -1):
    try: sys.exit(value)
    except SystemExit as error: print(repr(error), repr(error.code))
try: raise SystemExit(1, 2)
except SystemExit as error: print(error.code)
try:
    try: sys.exit(5)
    finally: print("cleanup")
except SystemExit: print("caught")
class Mine(SystemExit): pass
def f():
    try: raise Mine(7)
    except Exception: print("never")
    finally: print("passing")
f()
