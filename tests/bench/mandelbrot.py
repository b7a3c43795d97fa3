"""Floats in a while loop."""
import sys


def run():
    inside = 0
    for row in range(24):
        for column in range(48):
            cr, ci = column / 24.0 - 1.5, row / 12.0 - 1.0
            zr = zi = 0.0
            n = 0
            while n < 40 and zr * zr + zi * zi < 4.0:
                zr, zi = zr * zr - zi * zi + cr, 2.0 * zr * zi + ci
                n += 1
            inside += n == 40
    assert inside > 100


for _ in range(int(sys.argv[1])):
    run()
