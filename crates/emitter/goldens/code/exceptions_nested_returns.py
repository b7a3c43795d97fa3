def f(x):
    for i in x:
        try:
            try:
                if i: return 1
                if x: continue
                break
            except A as e:
                return e
        finally:
            g(i)
    else:
        return 2
