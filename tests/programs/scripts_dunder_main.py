"""The docstring."""
print(__name__, __doc__, __file__.endswith("scripts_dunder_main.py"), __package__, __spec__)
import sys
print(sys.argv[0].endswith("scripts_dunder_main.py"), len(sys.argv), sys.modules["__main__"].__doc__, type(__loader__).__name__, __annotations__ if "__annotations__" in globals() else None)
x: int = 5
y: "str"
print(__annotations__)
