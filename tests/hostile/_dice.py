"""What the generators here share: numbers that a seed decides, on any implementation."""

import sys

seed = int(sys.argv[1]) if len(sys.argv) > 1 else 0
state = seed * 2862933555777941757 + 3037000493


def roll(sides):
    """A number below `sides`."""
    global state
    state = (state * 6364136223846793005 + 1442695040888963407) % (1 << 64)
    return (state >> 33) % sides


def pick(items):
    return items[roll(len(items))]


def finish(made):
    """Runs the program, or prints it where a second argument asks for that."""
    if len(sys.argv) > 2:
        print(made)
    else:
        exec(compile(made, "<hostile>", "exec"), {"__name__": "__main__"})
