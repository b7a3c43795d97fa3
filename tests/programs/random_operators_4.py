print('# operators')
class Op1:
    def __or__(self, other, *rest): return ('Op1', 'or')
    def __ror__(self, other, *rest): return 'ror'
    def __imatmul__(self, other, *rest): return ('Op1', 'imatmul')
    def __radd__(self, other, *rest): return NotImplemented
    def __iadd__(self, other, *rest): return ('Op1', 'iadd')
    def __ne__(self, other): return True
    def __index__(self): return -1
    def __float__(self): return b'b'
    def __bytes__(self): return 2
    def __repr__(self): return 'Op1'
class Op2:
    def __ior__(self, other, *rest): return NotImplemented
    def __rmatmul__(self, other, *rest): return ('Op2', 'rmatmul')
    def __imatmul__(self, other, *rest): return self
    def __add__(self, other, *rest): return NotImplemented
    def __iadd__(self, other, *rest): return NotImplemented
    def __ne__(self, other): return NotImplemented
    def __bool__(self): return None
    def __len__(self): return -1
    def __repr__(self): return 'Op2'
try:
    print(Op1() @ 1)
except Exception as error:
    print(type(error).__name__, error)
try:
    print(Op2() | 2.5)
except Exception as error:
    print(type(error).__name__, error)
try:
    print(Op1() + [1])
except Exception as error:
    print(type(error).__name__, error)
try:
    print(chr(Op1()))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(hash(Op2()) is not None)
except Exception as error:
    print(type(error).__name__, error)
v3 = None
try:
    v3 @= Op2()
except Exception as error:
    print(type(error).__name__, error)
print(v3)
try:
    print(Op1() + Op2())
except Exception as error:
    print(type(error).__name__, error)
try:
    print(Op2() @ 1)
except Exception as error:
    print(type(error).__name__, error)
print('# operators')
class Op4:
    def __and__(self, other, *rest): return NotImplemented
    def __rand__(self, other, *rest): return ('Op4', 'rand')
    def __iand__(self, other, *rest): return self
    def __gt__(self, other): return []
    def __invert__(self): return None
    def __int__(self): return 2j
    def __float__(self): return 2j
    def __len__(self): return -1
    def __repr__(self): return 'Op4'
class Op5(Op4):
    def __add__(self, other, *rest): return NotImplemented
    def __and__(self, other, *rest): return NotImplemented
    def __mod__(self, other, *rest): return NotImplemented
    def __rmod__(self, other, *rest): return NotImplemented
    def __gt__(self, other): return False
    def __abs__(self): return b'b'
    def __int__(self): return 'text'
    def __float__(self): return 1
    def __repr__(self): return 'Op5'
class Op6(Op5):
    def __iadd__(self, other, *rest): return self
    def __and__(self, other, *rest): return ('Op6', 'and')
    def __rand__(self, other, *rest): return ('Op6', 'rand')
    def __rmod__(self, other, *rest): return ('Op6', 'rmod')
    def __gt__(self, other): return NotImplemented
    def __pos__(self): return 2j
    def __abs__(self): return True
    def __contains__(self, item): return -1
    def __bytes__(self): return True
    def __repr__(self): return 'Op6'
try:
    print(round(Op5(), 1))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(Op6() > None)
except Exception as error:
    print(type(error).__name__, error)
try:
    print(Op4() > Op6())
except Exception as error:
    print(type(error).__name__, error)
try:
    print(Op4() & Op6())
except Exception as error:
    print(type(error).__name__, error)
try:
    print(Op6() + Op6())
except Exception as error:
    print(type(error).__name__, error)
try:
    print(Op6() + 2.5)
except Exception as error:
    print(type(error).__name__, error)
try:
    print(Op5() & Op4())
except Exception as error:
    print(type(error).__name__, error)
try:
    print(Op4() % [1])
except Exception as error:
    print(type(error).__name__, error)
try:
    print(Op6() % Op6())
except Exception as error:
    print(type(error).__name__, error)
