class Animal:
    kingdom = "animalia"
    count = 0
    def __init__(self, name): self.name = name; Animal.count += 1
    def speak(self): return f"{self.name} makes {self.sound()}"
    def sound(self): return "noise"
    def __repr__(self): return f"{type(self).__name__}({self.name!r})"
    def __eq__(self, other): return isinstance(other, Animal) and self.name == other.name
    def __hash__(self): return hash(self.name)
class Dog(Animal):
    def sound(self): return "woof"
    def speak(self): return super().speak() + "!"
class Puppy(Dog):
    def __init__(self, name, age): super().__init__(name); self.age = age
p = Puppy("Rex", 1)
print(p, p.speak(), p.kingdom, Animal.count, isinstance(p, Animal), issubclass(Puppy, Dog), Puppy.__mro__, p.__dict__)
print(p == Dog("Rex"), p != Dog("Max"), {p: 1}[Animal("Rex")], Dog.speak(p), Animal.speak)
p.kingdom = "own"; print(p.kingdom, Dog.kingdom); del p.kingdom; print(p.kingdom)
print(hasattr(p, "age"), getattr(p, "none", "default"), vars(p), sorted(k for k in Dog.__dict__), Puppy.__bases__, Puppy.__name__)
setattr(p, "x y", 1); print(getattr(p, "x y")); delattr(p, "x y")
class Meta(type):
    def __new__(m, name, bases, ns, **kw): c = super().__new__(m, name, bases, ns); c.kw = kw; return c
    def __init__(c, name, bases, ns, **kw): super().__init__(name, bases, ns)
    def __call__(c, *a): print("making", c.__name__); return super().__call__(*a)
    def __len__(c): return 42
    @property
    def prop(c): return "meta " + c.__name__
class WithMeta(metaclass=Meta, opt=1):
    def __init__(self, v=0): self.v = v
print(WithMeta(5).v, WithMeta.kw, len(WithMeta), WithMeta.prop, type(WithMeta))
for bad in ("p.nope", "Dog.nope", "Dog()", "object().x = 1", "del p.nope", "Animal.speak()", "class X(1): pass", "class Y(bool): pass", "class Z(Dog, Animal, Dog): pass", "class W(Animal, Dog): pass", "object(1)", "Dog('a', 'b')"):
    try: exec(bad)
    except Exception as e: print(bad.ljust(30), type(e).__name__, e)
