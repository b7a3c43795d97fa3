try: raise ValueError("x")
except ValueError as e: pass
try: e
except NameError as n: print(n)
def f():
    e = "mine"
    try: 1 / 0
    except ZeroDivisionError as e: print(e)
    try: return e
    except UnboundLocalError as u: return str(u)
print(f())
