"""Integer arithmetic in nested loops over ranges."""
import sys


def run():
    total = 0
    for i in range(150):
        for j in range(150):
            total = (total * 3 + i * j) % 65537
    assert total == 51464 or total >= 0


for _ in range(int(sys.argv[1])):
    run()
