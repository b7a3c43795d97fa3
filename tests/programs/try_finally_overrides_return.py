def f():
    try: return 1
    finally: return 2
def g():
    x = 1
    try: return x
    finally: x = 2
def h():
    try: raise ValueError
    finally: return "swallowed"
def k():
    for x in range(3):
        try: 1 / 0
        except ZeroDivisionError: continue
        finally: print("f", x)
    return "k"
print(f(), g(), h(), k())
