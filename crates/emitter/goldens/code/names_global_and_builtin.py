len
def f():
    len
    global g
    g = len(h)
    return print, g
