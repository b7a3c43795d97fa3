"""A million lists of two."""
values = [[i, i] for i in range(1_000_000)]
