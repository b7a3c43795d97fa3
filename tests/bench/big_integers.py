"""Numbers of a few thousand digits."""
import sys


def run():
    a, b = 0, 1
    for _ in range(900):
        a, b = b, a + b
    power = 3 ** 700
    assert (power * a) // power == a and len(str(a)) == 188
    product = 1
    for n in range(1, 180):
        product *= n
    assert product % 181 == 1


for _ in range(int(sys.argv[1])):
    run()
