"""Sets: members that come and go, small ones, and larger ones built at once."""
import sys


def run():
    churn = set()
    for i in range(2_000):
        churn.add(i)
        churn.discard(i)
    pairs = [{i, i + 1} for i in range(1_000)]
    assert len(set().union(*pairs)) == 1_001
    numbers = set(range(2_000))
    words = {str(i) for i in range(500)}
    for pair in pairs:
        frozenset(pair)
    assert len(numbers & {1, 2, -1}) == 2 and len(words) == 500


for _ in range(int(sys.argv[1])):
    run()
