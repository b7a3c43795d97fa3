"""Half a million small dicts."""
values = [{"name": i, "size": 2, "colour": None} for i in range(500_000)]
