class Recorder(dict):
    def __init__(self): self.log = []
    def __setitem__(self, key, value):
        self.log.append(("set", key))
        super().__setitem__(key, value)
    def __getitem__(self, key):
        self.log.append(("get", key))
        return super().__getitem__(key)
    def __delitem__(self, key):
        self.log.append(("del", key))
        super().__delitem__(key)
class Meta(type):
    @classmethod
    def __prepare__(mcls, name, bases): return Recorder()
    def __new__(mcls, name, bases, ns):
        print(ns.log)
        return super().__new__(mcls, name, bases, dict(ns))
class Thing(metaclass=Meta):
    a = 1
    b = a + 1
    del a
    def method(self): return __class__
    print(len("x"))
print(Thing.b, Thing().method() is Thing, hasattr(Thing, "a"))
