class Base:
    seen = []
    def __init_subclass__(cls, /, tag=None, **rest):
        super().__init_subclass__(**rest)
        Base.seen.append((cls.__name__, tag))
class One(Base, tag="first"): pass
class Two(One): pass
print(Base.seen)
for text in ("class Three(Base, other=1): pass", "class Four(tag=1): pass", "class Five(metaclass=5): pass", "class Six(int, str): pass", "class Seven(bool): pass", "class Eight(Base, Base): pass", "class Nine(Base, One): pass", "class Ten(*[Base], **{'tag': 10}): pass\nprint(Base.seen[-1])", "class Eleven(5): pass", "class Twelve(None): pass"):
    try:
        exec(text)
    except Exception as error:
        print(text.split(":")[0], type(error).__name__, error)
