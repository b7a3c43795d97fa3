import _circular_a
seen = hasattr(_circular_a, "name")
name = "b"
