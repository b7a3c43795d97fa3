"""Sorting integers, strings and with keys; a quicksort by hand."""
import sys


DATA = [(i * 7919 + 13) % 10007 for i in range(700)]


def quick(items):
    if len(items) < 2:
        return items
    pivot = items[len(items) // 2]
    return (quick([x for x in items if x < pivot]) + [x for x in items if x == pivot]
            + quick([x for x in items if x > pivot]))


def run():
    ordered = sorted(DATA)
    assert quick(DATA) == ordered
    assert sorted(DATA, key=lambda n: -n)[0] == ordered[-1]
    assert len(sorted(map(str, DATA))) == 700


for _ in range(int(sys.argv[1])):
    run()
