print('# operators')
class Op1(str):
    def __rmatmul__(self, other, *rest): return 'rmatmul'
    def __imatmul__(self, other, *rest): return ('Op1', 'imatmul')
    def __rmul__(self, other, *rest): return ('Op1', 'rmul')
    def __imul__(self, other, *rest): return self
    def __rshift__(self, other, *rest): return ('Op1', 'rshift')
    def __or__(self, other, *rest): return 'or'
    def __ior__(self, other, *rest): return ('Op1', 'ior')
    def __le__(self, other): return False
    def __lt__(self, other): return False
    def __ne__(self, other): return True
    def __eq__(self, other): return NotImplemented
    def __index__(self): return 1.5
    def __complex__(self): return b'b'
    def __bool__(self): return b'b'
    def __repr__(self): return 'Op1'
class Op2:
    def __rmatmul__(self, other, *rest): return ('Op2', 'rmatmul')
    def __rpow__(self, other, *rest): return NotImplemented
    def __ipow__(self, other, *rest): return ('Op2', 'ipow')
    def __rmul__(self, other, *rest): return NotImplemented
    def __imul__(self, other, *rest): return NotImplemented
    def __rrshift__(self, other, *rest): return ('Op2', 'rrshift')
    def __ror__(self, other, *rest): return 'ror'
    def __ior__(self, other, *rest): return ('Op2', 'ior')
    def __le__(self, other): return False
    def __lt__(self, other): return False
    def __ne__(self, other): return 'ne'
    def __eq__(self, other): return True
    def __neg__(self): return b'b'
    def __int__(self): return 'text'
    def __contains__(self, item): return 1
    def __repr__(self): return 'Op2'
try:
    print(2.5 ** Op2())
except Exception as error:
    print(type(error).__name__, error)
try:
    print(format(Op2(), 'x'))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(Op1() @ [1])
except Exception as error:
    print(type(error).__name__, error)
try:
    print(Op2() ** Op1())
except Exception as error:
    print(type(error).__name__, error)
try:
    print(Op2() @ [1])
except Exception as error:
    print(type(error).__name__, error)
try:
    print(Op2() ** Op2())
except Exception as error:
    print(type(error).__name__, error)
try:
    print('s' * Op1())
except Exception as error:
    print(type(error).__name__, error)
try:
    print(Op1() >> Op2())
except Exception as error:
    print(type(error).__name__, error)
try:
    print(Op2() @ 1)
except Exception as error:
    print(type(error).__name__, error)
try:
    print(Op2() >> 1)
except Exception as error:
    print(type(error).__name__, error)
