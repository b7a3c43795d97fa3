def f(x):
    assert x, "message"
    assert (x, "never false")
    assert x > 0
    return "passed"
for v in (1, 0, -1):
    try: print(f(v))
    except AssertionError as e: print(repr(e), e.args)
try: assert [], {"any": "object"}
except AssertionError as e: print(e.args)
try: assert not 1
except AssertionError as e: print(e.args)
print(__debug__)
for text in ("__debug__ = 1", "def f(__debug__): pass", "del __debug__", "x.__debug__ = 1", "import __debug__", "lambda __debug__: 1", "f(__debug__=1)"):
    try: exec(text)
    except Exception as e: print(text, type(e).__name__, e)
AssertionError = KeyError
try: assert False, "still the real one"
except BaseException as e: print(type(e).__name__)
