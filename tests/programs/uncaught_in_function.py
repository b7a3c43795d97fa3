def inner(x):
    return [1, 2, 3][x]
def outer(x):
    return inner(x) + 1
print(outer(1))
print(outer(7))
