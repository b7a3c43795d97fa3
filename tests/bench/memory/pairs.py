"""Two million tuples of two."""
values = [(i, i) for i in range(2_000_000)]
