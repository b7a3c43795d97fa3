if x:
    y = """a
b"""

    # c
    (1,
     2)
