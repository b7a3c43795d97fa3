"""Instances with attributes in a dict and in slots."""
import sys


class Point:
    def __init__(self, x, y, z):
        self.x = x
        self.y = y
        self.z = z


class Pair:
    __slots__ = ("left", "right")

    def __init__(self, left, right):
        self.left = left
        self.right = right


class Bag:
    pass


def run():
    points = [Point(i, i, i) for i in range(1_500)]
    pairs = [Pair(i, i) for i in range(1_500)]
    assert sum(point.x for point in points) == sum(pair.left for pair in pairs)
    for i in range(1_000):
        bag = Bag()
        bag.left = i
        bag.right = i
        Point(i, i, i)


for _ in range(int(sys.argv[1])):
    run()
