"""Writing to and slicing a list."""
import sys


def run():
    limit = 12000
    prime = [True] * limit
    for n in range(2, 110):
        if prime[n]:
            for multiple in range(n * n, limit, n):
                prime[multiple] = False
    assert sum(prime) - 2 == 1438


for _ in range(int(sys.argv[1])):
    run()
