x = (1 +
     2)  # inside
y = [
    1,

    # alone
    2,
]
z = 1 + \
    2
if (a and
        b): pass
