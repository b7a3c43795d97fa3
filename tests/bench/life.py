"""A grid in a set of tuples."""
import sys


def step(cells):
    near = {}
    for x, y in cells:
        for dx in (-1, 0, 1):
            for dy in (-1, 0, 1):
                if dx or dy:
                    place = x + dx, y + dy
                    near[place] = near.get(place, 0) + 1
    return {place for place, count in near.items() if count == 3 or count == 2 and place in cells}


def run():
    cells = {(1, 0), (2, 1), (0, 2), (1, 2), (2, 2), (10, 10), (10, 11), (10, 12), (5, 5), (6, 5), (5, 6)}
    for _ in range(14):
        cells = step(cells)
    assert cells


for _ in range(int(sys.argv[1])):
    run()
