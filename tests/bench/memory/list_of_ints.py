"""A list of ten million small ints."""
values = [i & 127 for i in range(10_000_000)]
