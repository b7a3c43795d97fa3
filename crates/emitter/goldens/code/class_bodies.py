class A(B, metaclass=M, k=1):
    """doc"""
    x: int = 1
    y: str
    def f(self):
        return super().f(), __class__
    class C:
        z = 1
    @property
    def p(self): return self.__private
