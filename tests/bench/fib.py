"""Calls of a recursive function with small integers."""
import sys


def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


def run():
    assert fib(20) == 6765


for _ in range(int(sys.argv[1])):
    run()
