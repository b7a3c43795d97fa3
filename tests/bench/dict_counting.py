"""Looking up and storing in dicts with strings and integers as keys."""
import sys


WORDS = ("the quick brown fox jumps over the lazy dog while the cat sleeps under the warm red sun " * 12).split()


def run():
    counts, lengths = {}, {}
    for word in WORDS:
        counts[word] = counts.get(word, 0) + 1
        size = len(word)
        if size in lengths:
            lengths[size].append(word)
        else:
            lengths[size] = [word]
    for key, value in counts.items():
        lengths[key] = value
    assert counts["the"] == 48


for _ in range(int(sys.argv[1])):
    run()
