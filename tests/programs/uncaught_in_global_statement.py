def f():
    global made
    made = 1
    del made
    return made
f()
