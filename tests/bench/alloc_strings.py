"""Short strings: of numbers, formatted, sliced, joined and split."""
import sys


def run():
    names = [str(i) for i in range(2_000)]
    keys = [f"key{i}" for i in range(1_000)]
    heads = [key[:4] for key in keys]
    pairs = [name + key for name, key in zip(names, keys)]
    assert len(",".join(pairs).split(",")) == 1_000
    for head in heads:
        head.upper()
    for name in names:
        "-" + name


for _ in range(int(sys.argv[1])):
    run()
