def f():
    try:
        a
    except A:
        b
    except (B, C) as e:
        c
    except:
        raise
    else:
        d
    finally:
        g
    raise X from Y
