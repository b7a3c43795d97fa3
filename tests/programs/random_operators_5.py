print('# operators')
class Op1:
    def __ror__(self, other, *rest): return ('Op1', 'ror')
    def __rxor__(self, other, *rest): return 'rxor'
    def __ixor__(self, other, *rest): return NotImplemented
    def __mod__(self, other, *rest): return 'mod'
    def __rmod__(self, other, *rest): return NotImplemented
    def __ge__(self, other): return []
    def __eq__(self, other): return NotImplemented
    def __index__(self): return 1
    def __hash__(self): return True
    def __format__(self, spec): return b'b'
    def __repr__(self): return 'Op1'
class Op2(Op1):
    def __or__(self, other, *rest): return 'or'
    def __rmod__(self, other, *rest): return 'rmod'
    def __ge__(self, other): return True
    def __eq__(self, other): return NotImplemented
    def __int__(self): return -1
    def __float__(self): return 2j
    def __hash__(self): return 'text'
    def __repr__(self): return 'Op2'
try:
    print(abs(Op1()))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(Op1() ^ Op1())
except Exception as error:
    print(type(error).__name__, error)
v3 = Op1()
try:
    v3 ^= Op2()
except Exception as error:
    print(type(error).__name__, error)
print(v3)
try:
    print(2.5 | Op1())
except Exception as error:
    print(type(error).__name__, error)
try:
    print(Op2() ^ None)
except Exception as error:
    print(type(error).__name__, error)
v4 = None
try:
    v4 |= Op1()
except Exception as error:
    print(type(error).__name__, error)
print(v4)
try:
    print(Op2() == [1])
except Exception as error:
    print(type(error).__name__, error)
