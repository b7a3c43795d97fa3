def f():
    global g
    g = 1
    x = 2
    del x, g
    def h():
        return y
    y = 3
    del y
