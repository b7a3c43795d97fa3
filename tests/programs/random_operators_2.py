print('# operators')
class Op1:
    def __ror__(self, other, *rest): return NotImplemented
    def __imatmul__(self, other, *rest): return self
    def __and__(self, other, *rest): return ('Op1', 'and')
    def __rand__(self, other, *rest): return 'rand'
    def __rshift__(self, other, *rest): return 'rshift'
    def __rlshift__(self, other, *rest): return NotImplemented
    def __ge__(self, other): return NotImplemented
    def __gt__(self, other): return NotImplemented
    def __int__(self): return 'text'
    def __complex__(self): return True
    def __bool__(self): return True
    def __repr__(self): return 'Op1'
class Op2:
    def __or__(self, other, *rest): return ('Op2', 'or')
    def __matmul__(self, other, *rest): return ('Op2', 'matmul')
    def __rmatmul__(self, other, *rest): return ('Op2', 'rmatmul')
    def __imatmul__(self, other, *rest): return ('Op2', 'imatmul')
    def __and__(self, other, *rest): return NotImplemented
    def __rand__(self, other, *rest): return ('Op2', 'rand')
    def __rrshift__(self, other, *rest): return ('Op2', 'rrshift')
    def __lshift__(self, other, *rest): return ('Op2', 'lshift')
    def __rlshift__(self, other, *rest): return 'rlshift'
    def __ilshift__(self, other, *rest): return NotImplemented
    def __ge__(self, other): return NotImplemented
    def __gt__(self, other): return []
    def __invert__(self): return 'text'
    def __float__(self): return True
    def __len__(self): return True
    def __format__(self, spec): return b'b'
    def __repr__(self): return 'Op2'
try:
    print(2.5 & Op2())
except Exception as error:
    print(type(error).__name__, error)
try:
    print(Op2() > [1])
except Exception as error:
    print(type(error).__name__, error)
try:
    print(pow(Op1(), 2, 5))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(Op2() @ 2.5)
except Exception as error:
    print(type(error).__name__, error)
try:
    print(Op2() is Op2(), Op2() == Op2())
except Exception as error:
    print(type(error).__name__, error)
try:
    print(2.5 << Op1())
except Exception as error:
    print(type(error).__name__, error)
try:
    print(Op1() & [1])
except Exception as error:
    print(type(error).__name__, error)
try:
    print(Op1() > 2.5)
except Exception as error:
    print(type(error).__name__, error)
try:
    print(float(Op1()))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(Op1() @ 's')
except Exception as error:
    print(type(error).__name__, error)
try:
    print(sum([Op2(), 1]))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(Op2() >= Op2())
except Exception as error:
    print(type(error).__name__, error)
try:
    print(Op1() > Op2())
except Exception as error:
    print(type(error).__name__, error)
print('# operators')
class Op3:
    def __truediv__(self, other, *rest): return ('Op3', 'truediv')
    def __rtruediv__(self, other, *rest): return ('Op3', 'rtruediv')
    def __irshift__(self, other, *rest): return self
    def __rmod__(self, other, *rest): return 'rmod'
    def __gt__(self, other): return False
    def __bool__(self): return 2j
    def __contains__(self, item): return 0
    def __repr__(self): return 'Op3'
class Op4:
    def __truediv__(self, other, *rest): return ('Op4', 'truediv')
    def __irshift__(self, other, *rest): return ('Op4', 'irshift')
    def __mod__(self, other, *rest): return NotImplemented
    def __gt__(self, other): return False
    def __invert__(self): return -1
    def __float__(self): return None
    def __len__(self): return True
    def __repr__(self): return 'Op4'
class Op5:
    def __matmul__(self, other, *rest): return ('Op5', 'matmul')
    def __rmatmul__(self, other, *rest): return 'rmatmul'
    def __imatmul__(self, other, *rest): return self
    def __truediv__(self, other, *rest): return ('Op5', 'truediv')
    def __rtruediv__(self, other, *rest): return ('Op5', 'rtruediv')
    def __mod__(self, other, *rest): return NotImplemented
    def __rmod__(self, other, *rest): return ('Op5', 'rmod')
    def __imod__(self, other, *rest): return ('Op5', 'imod')
    def __gt__(self, other): return 'gt'
    def __pos__(self): return None
    def __bool__(self): return 2j
    def __contains__(self, item): return 'text'
    def __repr__(self): return 'Op5'
try:
    print(Op3() > Op4())
except Exception as error:
    print(type(error).__name__, error)
try:
    print(Op4() > Op5())
except Exception as error:
    print(type(error).__name__, error)
try:
    print(Op5() >> 's')
except Exception as error:
    print(type(error).__name__, error)
try:
    print(None >> Op3())
except Exception as error:
    print(type(error).__name__, error)
try:
    print(1 % Op3())
except Exception as error:
    print(type(error).__name__, error)
try:
    print(Op4() > Op4())
except Exception as error:
    print(type(error).__name__, error)
v6 = Op5()
try:
    v6 @= Op5()
except Exception as error:
    print(type(error).__name__, error)
print(v6)
try:
    print(Op5() >> Op5())
except Exception as error:
    print(type(error).__name__, error)
try:
    print('s' > Op4())
except Exception as error:
    print(type(error).__name__, error)
try:
    print(Op4() > Op3())
except Exception as error:
    print(type(error).__name__, error)
v7 = Op4()
try:
    v7 >>= 1
except Exception as error:
    print(type(error).__name__, error)
print(v7)
print('# operators')
class Op8:
    def __mul__(self, other, *rest): return NotImplemented
    def __rshift__(self, other, *rest): return NotImplemented
    def __irshift__(self, other, *rest): return ('Op8', 'irshift')
    def __itruediv__(self, other, *rest): return ('Op8', 'itruediv')
    def __eq__(self, other): return False
    def __pos__(self): return None
    def __int__(self): return 'text'
    def __complex__(self): return None
    def __repr__(self): return 'Op8'
class Op9(Op8):
    def __rfloordiv__(self, other, *rest): return 'rfloordiv'
    def __mul__(self, other, *rest): return ('Op9', 'mul')
    def __rmul__(self, other, *rest): return ('Op9', 'rmul')
    def __rshift__(self, other, *rest): return 'rshift'
    def __rrshift__(self, other, *rest): return NotImplemented
    def __irshift__(self, other, *rest): return ('Op9', 'irshift')
    def __itruediv__(self, other, *rest): return NotImplemented
    def __eq__(self, other): return False
    def __invert__(self): return 2j
    def __index__(self): return None
    def __bool__(self): return 1
    def __hash__(self): return True
    def __repr__(self): return 'Op9'
class Op10:
    def __rfloordiv__(self, other, *rest): return 'rfloordiv'
    def __rmul__(self, other, *rest): return ('Op10', 'rmul')
    def __irshift__(self, other, *rest): return NotImplemented
    def __eq__(self, other): return 'eq'
    def __invert__(self): return -1
    def __bool__(self): return 'text'
    def __repr__(self): return 'Op10'
v11 = Op10()
try:
    v11 //= 1
except Exception as error:
    print(type(error).__name__, error)
print(v11)
try:
    print(Op10() * 1)
except Exception as error:
    print(type(error).__name__, error)
v12 = Op10()
try:
    v12 >>= 's'
except Exception as error:
    print(type(error).__name__, error)
print(v12)
try:
    print(None * Op10())
except Exception as error:
    print(type(error).__name__, error)
try:
    print(Op10() >> [1])
except Exception as error:
    print(type(error).__name__, error)
try:
    print(float(Op8()))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(float(Op8()))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(None == Op8())
except Exception as error:
    print(type(error).__name__, error)
try:
    print(Op8() == Op9())
except Exception as error:
    print(type(error).__name__, error)
