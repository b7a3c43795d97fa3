"""Joining, splitting, formatting, slicing."""
import sys


def run():
    parts = []
    for n in range(400):
        text = f"{n:05d}:{n * 3:x}"
        left, right = text.split(":")
        parts.append(left.strip("0").rjust(4) + right.upper()[::-1])
    joined = ",".join(parts)
    assert joined.count(",") == 399 and joined.replace(",", "").isalnum() is False


for _ in range(int(sys.argv[1])):
    run()
