class P:
    @property
    def ro(self): return self._x
    @property
    def rw(self): return 1
    @rw.setter
    def rw(self, v): print("set", v)
    @rw.deleter
    def rw(self): print("del")
    wo = property(None, lambda self, v: print("only set", v), doc="write only")
p = P()
for text in ("p.ro", "p.rw", "p.wo", "P.wo.__doc__", "setattr(p, 'ro', 1)", "setattr(p, 'rw', 2)", "setattr(p, 'wo', 3)", "delattr(p, 'ro')", "delattr(p, 'rw')", "delattr(p, 'wo')", "P.rw.fget(p)", "P.ro.__get__(None, P) is P.ro", "P.rw.fset.__name__"):
    try:
        print(text, eval(text))
    except Exception as error:
        print(text, type(error).__name__, error)
