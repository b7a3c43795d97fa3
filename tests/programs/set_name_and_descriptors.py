class Typed:
    def __init__(self, kind): self.kind = kind
    def __set_name__(self, owner, name):
        self.name = name
        print("set_name", owner.__name__, name)
    def __get__(self, one, owner):
        if one is None: return self
        return one.__dict__.get(self.name, f"no {self.name}")
    def __set__(self, one, value):
        if not isinstance(value, self.kind):
            raise TypeError(f"{self.name} wants {self.kind.__name__}")
        one.__dict__[self.name] = value
    def __delete__(self, one):
        del one.__dict__[self.name]
class Point:
    x = Typed(int)
    y = Typed(float)
    def __init__(self, x, y): self.x, self.y = x, y
p = Point(1, 2.0)
print(p.x, p.y, vars(p), type(Point.x).__name__)
for act in ("p.x = 'a'", "del p.y", "print(p.y)", "p.__dict__['x'] = 99", "print(p.x)", "del p.y"):
    try:
        exec(act)
    except Exception as error:
        print(act, type(error).__name__, error)
class Broken:
    def __set_name__(self, owner, name): raise ValueError("in set_name")
try:
    class Host: attr = Broken()
except Exception as error:
    print(type(error).__name__, error, repr(error.__cause__))
