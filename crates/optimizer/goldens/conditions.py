a = not x in y, not x is None, not x == y, not "", not (1,)
if __debug__:
    pass
