def f(n):
    if n == 0: raise ValueError("bottom")
    f(n - 1)
def g(n):
    if n == 0: return h(3)
    return g(n - 1)
def h(n):
    return g(0) if n > 100 else k(n)
def k(n):
    raise KeyError(n)
import sys
for call in (lambda: f(2), lambda: f(3), lambda: f(4), lambda: f(20), lambda: g(10)):
    try: call()
    except Exception: sys.excepthook(*sys.exc_info())
