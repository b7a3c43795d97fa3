class M(type):
    def __new__(mcls, name, bases, ns):
        if "bad" in ns: raise TypeError(f"{name} is bad")
        return super().__new__(mcls, name, bases, ns)
class Good(metaclass=M): pass
class Bad(Good):
    bad = 1
