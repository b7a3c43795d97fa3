class P:
    __match_args__ = ("x",)
    @property
    def x(self): raise ZeroDivisionError("from the property")
match P():
    case P(1): print("one")
    case P(2): print("two")
