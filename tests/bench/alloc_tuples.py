"""Tuples: of two and three, nested, kept and dropped."""
import sys


def tree(depth):
    return None if depth == 0 else (tree(depth - 1), depth, tree(depth - 1))


def run():
    pairs = [(i, i) for i in range(4_000)]
    assert sum(a for a, b in pairs) == 7_998_000
    for i in range(2_000):
        a, b = (i, pairs), (i, i, i)
    tree(8)


for _ in range(int(sys.argv[1])):
    run()
