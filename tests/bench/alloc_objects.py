"""Plain objects, made and dropped."""
import sys


def run():
    assert len([object() for _ in range(5_000)]) == 5_000
    for _ in range(5_000):
        object()


for _ in range(int(sys.argv[1])):
    run()
