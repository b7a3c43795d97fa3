"""Method calls, inheritance, super()."""
import sys


class Shape:
    def __init__(self, size):
        self.size = size

    def area(self):
        return self.size

    def scaled(self, factor):
        return self.area() * factor


class Square(Shape):
    def area(self):
        return super().area() * self.size


def run():
    shapes = [Square(n) if n % 2 else Shape(n) for n in range(50)]
    total = 0
    for _ in range(50):
        for shape in shapes:
            total += shape.scaled(2)
    assert total == 50 * (2 * sum(n * n if n % 2 else n for n in range(50)))


for _ in range(int(sys.argv[1])):
    run()
