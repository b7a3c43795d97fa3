"""A dict of a million strings."""
values = {str(i): i for i in range(1_000_000)}
