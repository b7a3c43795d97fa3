# Code without columns: -X no_debug_ranges, and how long a number in a source may be.
import sys
from _child import said

PROGRAM = """
def f(a):
    return (a +
            1 / 0)
print(list(f.__code__.co_positions()), f.__code__.co_linetable)
g = f.__code__.replace(co_name="g")
print(g.co_linetable == f.__code__.co_linetable, list(compile("x=1", "", "exec").co_lines()), flush=True)
f(1)
"""
for options in (["-X", "no_debug_ranges"], []):
    print(*said(*options, "-c", PROGRAM))
sys.set_int_max_str_digits(700)
for digits in (700, 701):
    try:
        print(compile(f"a = 1\nb = {'3' * digits}", "<number>", "exec").co_names)
    except SyntaxError as error:
        print(error, error.lineno, error.offset, error.end_offset)
