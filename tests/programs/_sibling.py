"""A module beside the programs."""
print("sibling runs once")
value = "original"
public = "seen by star"
_hidden = "not seen"


def make(n):
    return [value] * n


class Thing:
    name = "thing of " + __name__
