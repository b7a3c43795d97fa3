"""Raising and catching, near and far."""
import sys


class Problem(Exception):
    pass


def risky(n):
    if n % 3 == 0:
        raise Problem(n)
    return n


def through(n):
    try:
        return risky(n)
    finally:
        n += 1


def run():
    caught = total = 0
    for n in range(900):
        try:
            total += through(n)
        except Problem:
            caught += 1
    try:
        {}["none"]
    except KeyError:
        caught += 1
    assert caught == 301


for _ in range(int(sys.argv[1])):
    run()
