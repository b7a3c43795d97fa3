"""Functions made at run time, cells read and written."""
import sys


def counter():
    count = 0

    def add(n):
        nonlocal count
        count += n
        return count

    return add


def compose(f, g):
    return lambda x: f(g(x))


def run():
    add = counter()
    for n in range(1200):
        add(n)
    f = compose(lambda x: x + 1, compose(lambda x: x * 2, abs))
    assert sum(f(-n) for n in range(300)) == 90000 and add(0) == 719400


for _ in range(int(sys.argv[1])):
    run()
