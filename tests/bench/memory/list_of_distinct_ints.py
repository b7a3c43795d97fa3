"""A list of ten million ints, each an object of its own."""
values = list(range(10_000_000))
