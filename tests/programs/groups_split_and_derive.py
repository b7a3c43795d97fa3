class Mine(ExceptionGroup):
    def derive(self, excs): return Mine("derived", excs)
g = Mine("top", [ValueError(1), ExceptionGroup("in", [KeyError(2), ValueError(3)]), TypeError(4)])
match, rest = g.split(ValueError)
print(repr(match), repr(rest), type(match).__name__)
print(g.subgroup(lambda e: isinstance(e, KeyError)), g.subgroup(OSError), g.split(Mine))
print(g.message, len(g.exceptions), str(g), g.args)
try:
    raise g
except* (KeyError, TypeError) as part:
    print("first", repr(part))
except* ValueError as part:
    print("second", repr(part))
def f(e):
    try:
        try: raise e
        except* ValueError: raise OSError("new")
        except* KeyError as k: print("key", repr(k))
        else: print("else")
        finally: print("finally")
    except BaseException as out: print("out", repr(out))
f(ValueError("plain")); f(ExceptionGroup("eg", [ValueError(1), KeyError(2), EOFError(3)])); f(KeyboardInterrupt())
for bad in ("try: pass\nexcept* ExceptionGroup: pass", "try: raise ValueError\nexcept* ExceptionGroup: pass", "try: raise ValueError\nexcept* 5: pass", "try: pass\nexcept*: pass", "try: pass\nexcept* ValueError: pass\nexcept KeyError: pass", "for i in [1]:\n try: pass\n except* ValueError: break"):
    try: exec(bad)
    except Exception as error: print(type(error).__name__, error)
