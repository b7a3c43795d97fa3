"""A dict that grows to a million strings as keys and as many as values."""
values = {}
for i in range(1_000_000):
    values["key%d" % i] = f"value {i}"
