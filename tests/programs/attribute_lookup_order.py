class Data:
    def __get__(self, one, owner): return "data descriptor"
    def __set__(self, one, value): print("set", value)
class NonData:
    def __get__(self, one, owner): return "non-data descriptor"
class Host:
    data = Data()
    non = NonData()
    plain = "class attribute"
    def __getattr__(self, name): return f"getattr {name}"
one = Host()
one.__dict__.update(data="instance", non="instance", plain="instance")
print(one.data, one.non, one.plain, one.other, Host.data, Host.non)
one.data = 5
class Loud(Host):
    def __getattribute__(self, name):
        if name == "secret": raise AttributeError(name)
        return super().__getattribute__(name)
print(Loud().secret, Loud().plain)
class Meta(type):
    meta_data = property(lambda cls: "from the metaclass")
    def __getattr__(cls, name): return "meta getattr " + name
class Under(metaclass=Meta):
    meta_data = "own"
print(Under.meta_data, Under.nothing)
try:
    Under().nothing
except AttributeError as error:
    print(error)
