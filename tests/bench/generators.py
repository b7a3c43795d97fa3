"""Generators that feed one another."""
import sys


def numbers(n):
    for i in range(n):
        yield i


def squares(source):
    for value in source:
        yield value * value


def tree(depth):
    if depth:
        yield from tree(depth - 1)
        yield depth
        yield from tree(depth - 1)


def run():
    assert sum(squares(numbers(1500))) == 1123875250
    assert sum(1 for _ in tree(8)) == 255


for _ in range(int(sys.argv[1])):
    run()
