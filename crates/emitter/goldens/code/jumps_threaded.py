def f(a, b, c):
    while a:
        if b:
            if c: continue
            else: break
        elif c: pass
    if a:
        if b: return 1
    for x in a:
        if x and b: continue
        c
