"""List, dict and set comprehension, with conditions and nesting."""
import sys


def run():
    squares = [n * n for n in range(600)]
    even = {n: s for n, s in enumerate(squares) if not s % 2}
    ends = {s % 10 for s in squares}
    pairs = [(a, b) for a in range(30) for b in range(a) if (a + b) % 3]
    rows = [[r * c for c in range(20)] for r in range(20)]
    assert len(even) == 300 and ends == {0, 1, 4, 5, 6, 9} and len(pairs) == 290 and rows[3][4] == 12


for _ in range(int(sys.argv[1])):
    run()
