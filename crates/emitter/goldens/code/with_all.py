def f():
    with a: b
    with a as b, c as (d, e):
        return b
    for x in y:
        with x:
            if z: break
            continue
    with (a as b, c as d): e
