"""Lists of lists of floats, multiplied."""
import sys


def multiply(a, b):
    columns = list(zip(*b))
    return [[sum(x * y for x, y in zip(row, column)) for column in columns] for row in a]


def by_index(a, b, n):
    result = [[0.0] * n for _ in range(n)]
    for i in range(n):
        for j in range(n):
            total = 0.0
            for k in range(n):
                total += a[i][k] * b[k][j]
            result[i][j] = total
    return result


def run():
    n = 12
    a = [[float(i + j) for j in range(n)] for i in range(n)]
    assert multiply(a, a)[3][4] == by_index(a, a, n)[3][4]


for _ in range(int(sys.argv[1])):
    run()
