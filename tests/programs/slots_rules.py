class S:
    __slots__ = ("a", "_b", "__c")
    def __init__(self): self.a = 1; self.__c = 3
s = S()
print(s.a, s._S__c, S.a, hasattr(s, "__dict__"))
for text in ("s._b", "s.new", "setattr(s, 'new', 1)", "delattr(s, 'a')", "s.a", "delattr(s, 'a')", "S.a.__get__(5)", "type('T', (int,), {'__slots__': ['x']})", "type('T', (), {'__slots__': ['x', 'x y']})", "type('T', (), {'__slots__': ['x'], 'x': 1})", "type('T', (S, type('U', (), {'__slots__': ['z']})), {})", "type('T', (), {'__slots__': '__dict__'})().__dict__", "type('T', (S,), {})().__dict__"):
    try:
        print(text, "->", eval(text))
    except Exception as error:
        print(text, "->", type(error).__name__, error)
