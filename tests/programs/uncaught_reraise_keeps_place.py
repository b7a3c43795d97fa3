def a(): raise ValueError("first place")
def b():
    try: a()
    except ValueError as e:
        print("handling")
        raise
def c():
    try: b()
    except ValueError as e:
        raise e
def d():
    try: c()
    except ValueError as e:
        raise e.with_traceback(None)
d()
