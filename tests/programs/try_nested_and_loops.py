def f():
    out = []
    for i in range(5):
        try:
            if i == 1: continue
            if i == 3: break
            out.append(i)
        finally:
            out.append(f"f{i}")
    return out
print(f())
def g():
    for i in range(3):
        try:
            try:
                raise ValueError(i)
            except ValueError as e:
                if i == 1: return ("returned", e.args)
                raise KeyError(i) from e
            finally:
                print("inner finally", i)
        except KeyError as e:
            print("outer", e, repr(e.__cause__), repr(e.__context__))
print(g())
def h():
    while True:
        try: return "try"
        finally: break
    return "after"
print(h())
