print('# operators')
class Op1(str):
    def __radd__(self, other, *rest): return ('Op1', 'radd')
    def __iadd__(self, other, *rest): return self
    def __rfloordiv__(self, other, *rest): return ('Op1', 'rfloordiv')
    def __ifloordiv__(self, other, *rest): return ('Op1', 'ifloordiv')
    def __ge__(self, other): return NotImplemented
    def __lt__(self, other): return 'lt'
    def __le__(self, other): return NotImplemented
    def __ne__(self, other): return 'ne'
    def __hash__(self): return None
    def __bytes__(self): return b'b'
    def __repr__(self): return 'Op1'
class Op2(Op1):
    def __add__(self, other, *rest): return 'add'
    def __radd__(self, other, *rest): return ('Op2', 'radd')
    def __rfloordiv__(self, other, *rest): return 'rfloordiv'
    def __ge__(self, other): return NotImplemented
    def __lt__(self, other): return NotImplemented
    def __le__(self, other): return 'le'
    def __ne__(self, other): return NotImplemented
    def __len__(self): return True
    def __hash__(self): return b'b'
    def __repr__(self): return 'Op2'
class Op3:
    def __add__(self, other, *rest): return 'add'
    def __iadd__(self, other, *rest): return ('Op3', 'iadd')
    def __floordiv__(self, other, *rest): return 'floordiv'
    def __ifloordiv__(self, other, *rest): return NotImplemented
    def __ge__(self, other): return True
    def __lt__(self, other): return False
    def __le__(self, other): return True
    def __ne__(self, other): return NotImplemented
    def __neg__(self): return 'text'
    def __invert__(self): return b'b'
    def __repr__(self): return 'Op3'
try:
    print(len(Op1()))
except Exception as error:
    print(type(error).__name__, error)
v4 = Op2()
try:
    v4 += Op1()
except Exception as error:
    print(type(error).__name__, error)
print(v4)
try:
    print(Op2() // Op1())
except Exception as error:
    print(type(error).__name__, error)
try:
    print(2.5 + Op3())
except Exception as error:
    print(type(error).__name__, error)
try:
    print(None // Op3())
except Exception as error:
    print(type(error).__name__, error)
try:
    print(Op1() + 1)
except Exception as error:
    print(type(error).__name__, error)
try:
    print(hash(Op1()) is not None)
except Exception as error:
    print(type(error).__name__, error)
try:
    print(2.5 < Op2())
except Exception as error:
    print(type(error).__name__, error)
try:
    print(Op2() // Op1())
except Exception as error:
    print(type(error).__name__, error)
print('# operators')
class Op5:
    def __add__(self, other, *rest): return NotImplemented
    def __iadd__(self, other, *rest): return ('Op5', 'iadd')
    def __sub__(self, other, *rest): return ('Op5', 'sub')
    def __rsub__(self, other, *rest): return 'rsub'
    def __isub__(self, other, *rest): return ('Op5', 'isub')
    def __rshift__(self, other, *rest): return 'rshift'
    def __ne__(self, other): return 'ne'
    def __int__(self): return 2j
    def __bool__(self): return 2j
    def __len__(self): return None
    def __repr__(self): return 'Op5'
class Op6(Op5):
    def __add__(self, other, *rest): return ('Op6', 'add')
    def __sub__(self, other, *rest): return 'sub'
    def __rsub__(self, other, *rest): return ('Op6', 'rsub')
    def __rshift__(self, other, *rest): return ('Op6', 'rshift')
    def __irshift__(self, other, *rest): return ('Op6', 'irshift')
    def __ne__(self, other): return False
    def __abs__(self): return b'b'
    def __index__(self): return 2
    def __float__(self): return b'b'
    def __bool__(self): return None
    def __len__(self): return 1.5
    def __repr__(self): return 'Op6'
try:
    print(abs(Op6()))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(Op5() + 1)
except Exception as error:
    print(type(error).__name__, error)
try:
    print(1 != Op5())
except Exception as error:
    print(type(error).__name__, error)
try:
    print('s' + Op5())
except Exception as error:
    print(type(error).__name__, error)
try:
    print(Op5() >> 's')
except Exception as error:
    print(type(error).__name__, error)
v7 = Op6()
try:
    v7 >>= None
except Exception as error:
    print(type(error).__name__, error)
print(v7)
try:
    print(1 in Op6())
except Exception as error:
    print(type(error).__name__, error)
print('# operators')
class Op8:
    def __or__(self, other, *rest): return NotImplemented
    def __ror__(self, other, *rest): return ('Op8', 'ror')
    def __ior__(self, other, *rest): return NotImplemented
    def __mod__(self, other, *rest): return ('Op8', 'mod')
    def __imod__(self, other, *rest): return ('Op8', 'imod')
    def __radd__(self, other, *rest): return ('Op8', 'radd')
    def __iadd__(self, other, *rest): return ('Op8', 'iadd')
    def __eq__(self, other): return NotImplemented
    def __lt__(self, other): return False
    def __ge__(self, other): return []
    def __round__(self, n=None): return 'text'
    def __bool__(self): return b'b'
    def __hash__(self): return -1
    def __bytes__(self): return b'b'
    def __repr__(self): return 'Op8'
class Op9:
    def __or__(self, other, *rest): return 'or'
    def __ror__(self, other, *rest): return ('Op9', 'ror')
    def __ior__(self, other, *rest): return self
    def __imod__(self, other, *rest): return NotImplemented
    def __iadd__(self, other, *rest): return ('Op9', 'iadd')
    def __eq__(self, other): return []
    def __lt__(self, other): return 'lt'
    def __ge__(self, other): return NotImplemented
    def __complex__(self): return b'b'
    def __round__(self, n=None): return None
    def __len__(self): return 2j
    def __contains__(self, item): return 2
    def __repr__(self): return 'Op9'
try:
    print(Op8() + 2.5)
except Exception as error:
    print(type(error).__name__, error)
try:
    print(Op9() < Op8())
except Exception as error:
    print(type(error).__name__, error)
try:
    print(Op9() + 2.5)
except Exception as error:
    print(type(error).__name__, error)
v10 = 's'
try:
    v10 %= Op9()
except Exception as error:
    print(type(error).__name__, error)
print(v10)
try:
    print(Op9() + 1)
except Exception as error:
    print(type(error).__name__, error)
try:
    print(Op9() + Op9())
except Exception as error:
    print(type(error).__name__, error)
try:
    print('s' | Op9())
except Exception as error:
    print(type(error).__name__, error)
try:
    print('s' % Op9())
except Exception as error:
    print(type(error).__name__, error)
try:
    print(Op8() + Op8())
except Exception as error:
    print(type(error).__name__, error)
v11 = 1
try:
    v11 %= Op8()
except Exception as error:
    print(type(error).__name__, error)
print(v11)
