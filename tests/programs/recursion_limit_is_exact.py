import sys
def depth(n=1):
    try: return depth(n + 1)
    except RecursionError: return n
sys.setrecursionlimit(100)
print(depth() , depth() == depth())
sys.setrecursionlimit(200)
print(depth())
for bad in (0, -1, "x", 1):
    try: sys.setrecursionlimit(bad); print("set", bad)
    except Exception as error: print(type(error).__name__, error)
print(sys.getrecursionlimit())
def down(n): return n if n == 0 else down(n - 1)
print(down(150))
try: down(500)
except RecursionError as error: print(error)
def g():
    try: g()
    finally: pass
try: g()
except RecursionError as error: print("again", error)
