def f():
    try:
        with a as b: c
    except E as e:
        raise
    finally:
        d
