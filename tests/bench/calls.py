"""Every form of call."""
import sys


def plain(a, b):
    return a


def default(a, b=2, *, c=3):
    return c


def collect(*args, **kwargs):
    return len(args) + len(kwargs)


class Callable:
    def __call__(self, x):
        return x


def run():
    thing, args, kwargs, total = Callable(), (1, 2), {"c": 5}, 0
    for n in range(350):
        total += plain(n, 1) + plain(b=1, a=n) + default(n) + default(n, c=n) + collect(n, n, k=n)
        total += plain(*args) + default(1, **kwargs) + thing(n) + len(args) + max(n, 3) + isinstance(n, int)
    assert total > 0


for _ in range(int(sys.argv[1])):
    run()
