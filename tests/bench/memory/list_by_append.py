"""A list that grows to ten million items, one at a time."""
values = []
for i in range(10_000_000):
    values.append(i & 127)
