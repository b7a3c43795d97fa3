"""Floats, kept and dropped."""
import sys


def run():
    values = [i * 0.5 for i in range(5_000)]
    doubled = [-value for value in values]
    assert sum(doubled) == -6_248_750.0
    total = 0.0
    for value in values:
        total += value / 3.0


for _ in range(int(sys.argv[1])):
    run()
