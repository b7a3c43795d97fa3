"""Sets of a million ints and of a million strings."""
numbers = set(range(1_000_000))
words = {str(i) for i in range(1_000_000)}
