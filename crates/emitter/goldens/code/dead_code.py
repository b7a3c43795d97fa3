def f(x):
    return x
    print("never")
def g():
    if 0: yield
    while 0: a
    while 1:
        if b: break
    else: c
    raise d
    e
def h():
    try: return 1
    finally: f()
    return 2
