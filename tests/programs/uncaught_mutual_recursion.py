def a(n): return b(n)
def b(n): return a(n)
try:
    a(1)
except RecursionError as e:
    print(type(e).__name__, e)
