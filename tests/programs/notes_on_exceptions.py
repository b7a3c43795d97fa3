e = ValueError("base")
e.add_note("first note")
e.add_note("second\nnote")
print(e.__notes__)
for bad in (5, None, b"x"):
    try: e.add_note(bad)
    except TypeError as error: print(error)
e.__notes__.append(7)
try:
    try: raise e
    except ValueError as caught:
        caught.add_note("third")
        raise
except ValueError as again: print(len(again.__notes__))
del e.__notes__
print(hasattr(e, "__notes__"))
e.__notes__ = "not a list"
try: e.add_note("x")
except TypeError as error: print(error)
g = ExceptionGroup("g", [ValueError(1)])
g.add_note("on the group")
print(g.split(ValueError)[0].__notes__)
g.__notes__ = ["shown", 5]
raise g
