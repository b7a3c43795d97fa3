print('# operators')
class Op1(float):
    def __iand__(self, other, *rest): return ('Op1', 'iand')
    def __rtruediv__(self, other, *rest): return ('Op1', 'rtruediv')
    def __itruediv__(self, other, *rest): return NotImplemented
    def __pow__(self, other, *rest): return NotImplemented
    def __rpow__(self, other, *rest): return ('Op1', 'rpow')
    def __ipow__(self, other, *rest): return ('Op1', 'ipow')
    def __ge__(self, other): return False
    def __repr__(self): return 'Op1'
class Op2:
    def __and__(self, other, *rest): return NotImplemented
    def __truediv__(self, other, *rest): return ('Op2', 'truediv')
    def __rtruediv__(self, other, *rest): return ('Op2', 'rtruediv')
    def __itruediv__(self, other, *rest): return ('Op2', 'itruediv')
    def __pow__(self, other, *rest): return NotImplemented
    def __ipow__(self, other, *rest): return self
    def __ge__(self, other): return NotImplemented
    def __repr__(self): return 'Op2'
class Op3:
    def __rand__(self, other, *rest): return 'rand'
    def __iand__(self, other, *rest): return NotImplemented
    def __rpow__(self, other, *rest): return ('Op3', 'rpow')
    def __ipow__(self, other, *rest): return NotImplemented
    def __ge__(self, other): return True
    def __int__(self): return 3
    def __repr__(self): return 'Op3'
try:
    print(Op3() >= 1)
except Exception as error:
    print(type(error).__name__, error)
v4 = Op2()
try:
    v4 &= None
except Exception as error:
    print(type(error).__name__, error)
print(v4)
try:
    print(Op3() & 2.5)
except Exception as error:
    print(type(error).__name__, error)
try:
    print([1] ** Op1())
except Exception as error:
    print(type(error).__name__, error)
try:
    print(Op2() >= Op3())
except Exception as error:
    print(type(error).__name__, error)
try:
    print([1] ** Op2())
except Exception as error:
    print(type(error).__name__, error)
try:
    print(Op3() & Op2())
except Exception as error:
    print(type(error).__name__, error)
try:
    print(Op3() & Op2())
except Exception as error:
    print(type(error).__name__, error)
try:
    print(Op3() & Op2())
except Exception as error:
    print(type(error).__name__, error)
try:
    print('s' & Op1())
except Exception as error:
    print(type(error).__name__, error)
try:
    print(Op2() >= Op3())
except Exception as error:
    print(type(error).__name__, error)
