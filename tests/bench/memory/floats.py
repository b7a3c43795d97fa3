"""Five million floats."""
values = [i * 0.5 for i in range(5_000_000)]
