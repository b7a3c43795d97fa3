"""Lists of lists, empty and growing lists, slices and cycles."""
import sys


def run():
    rows = [[i, i] for i in range(2_000)]
    assert sum(len(row) for row in rows) == 4_000
    for i in range(1_000):
        grown = []
        for row in rows[i:i + 4]:
            grown.append(row)
        grown[1:3]
    for i in range(300):
        loop = []
        loop.append(loop)


for _ in range(int(sys.argv[1])):
    run()
