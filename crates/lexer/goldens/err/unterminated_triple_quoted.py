def f():
    """doc

    more
