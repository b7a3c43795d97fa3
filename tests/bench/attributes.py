"""Reading and writing attributes of instances."""
import sys


class Body:
    def __init__(self, x, v):
        self.x, self.v, self.hits = x, v, 0


def run():
    bodies = [Body(i * 0.5, 1.0 - i * 0.01) for i in range(40)]
    for _ in range(60):
        for body in bodies:
            body.x += body.v * 0.1
            if body.x > 10.0:
                body.v = -body.v
                body.hits += 1
    assert len(bodies) == 40


for _ in range(int(sys.argv[1])):
    run()
