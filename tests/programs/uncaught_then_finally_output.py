import sys
def f():
    try: return 1 / 0
    finally: print("finally", file=sys.stderr)
try: f()
finally: print("outer finally")
