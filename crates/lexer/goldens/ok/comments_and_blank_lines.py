# first

x = 1  # after

    # indented comment
def f():
    # in the body

    return 1
    # after the body
# at the end
