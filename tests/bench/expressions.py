"""A tokenizer and a recursive-descent calculator: characters, strings, dispatch."""
import sys


SOURCE = "(1 + 2) * 3 - 4 * (5 - 6) / 2 + 7 * (8 + 9 * (10 - 3)) - 11"


class Parser:
    def __init__(self, text):
        self.tokens, number = [], ""
        for c in text + " ":
            if c.isdigit():
                number += c
                continue
            if number:
                self.tokens.append(float(number))
                number = ""
            if c != " ":
                self.tokens.append(c)
        self.at = 0

    def peek(self):
        return self.tokens[self.at] if self.at < len(self.tokens) else None

    def next(self):
        self.at += 1
        return self.tokens[self.at - 1]

    def sum(self):
        value = self.product()
        while self.peek() in ("+", "-"):
            value = value + self.product() if self.next() == "+" else value - self.product()
        return value

    def product(self):
        value = self.atom()
        while self.peek() in ("*", "/"):
            value = value * self.atom() if self.next() == "*" else value / self.atom()
        return value

    def atom(self):
        token = self.next()
        if token == "(":
            value = self.sum()
            assert self.next() == ")"
            return value
        return token


def run():
    for _ in range(20):
        assert Parser(SOURCE).sum() == 497.0


for _ in range(int(sys.argv[1])):
    run()
