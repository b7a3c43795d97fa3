class N:
    def __iadd__(self, o): raise ArithmeticError("iadd", o)
n = N()
n += [1,
      2]
