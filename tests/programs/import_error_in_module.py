try:
    import _broken
except ZeroDivisionError as e:
    print("failed", e)
import sys
print("_broken" in sys.modules)
try:
    import _broken_syntax
except SyntaxError as e:
    print(e.msg, e.lineno, e.filename.endswith("_broken_syntax.py"))
import _broken
