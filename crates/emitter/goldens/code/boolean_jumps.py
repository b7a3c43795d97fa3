def f(a, b, c):
    if a and b or not c:
        return 1
    x = a or b and c
    while not (a and b) or c:
        x = a if b else c
    return a and b and c
