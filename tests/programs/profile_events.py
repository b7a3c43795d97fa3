import sys
events = []
def profiler(frame, event, arg):
    events.append((event, frame.f_code.co_name, getattr(arg, "__name__", arg) if event[0] == "c" and event != "call" else arg if not callable(arg) else arg.__name__))
def work(n):
    x = len([1]) + abs(-n)
    y = "a".upper() + str(n) + "-".join(["p", "q"])
    [].append(1)
    try: int("no")
    except ValueError: pass
    for i in gen(): pass
    return sorted([2, 1], key=lambda v: -v)
def gen():
    yield 1
    yield 2
class C:
    def __init__(self): self.x = max(1, 2)
    def __len__(self): return 3
def classes():
    c = C()
    len(c)
    isinstance(c, C)
    return print
for f, a in ((work, (1,)), (classes, ())):
    events.clear()
    sys.setprofile(profiler)
    f(*a)
    sys.setprofile(None)
    for e in events: print(*e)
    print("--")
def bad(frame, event, arg): raise KeyError(event)
sys.setprofile(bad)
try: work(1)
except KeyError as e: print("raised", e, sys.getprofile())
