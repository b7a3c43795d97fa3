"""Every function of operator over many operands: results and errors."""
import _operator as op
import sys

def show(label, function):
    try:
        result = function()
    except BaseException as error:
        print(label, '->', type(error).__name__, '|', error)
    else:
        print(label, '->', result)

values = [0, -3, 2.5, True, 'ab', b'xy', [1, 2], (3,), {1: 2}, None]
binary = ['add', 'sub', 'mul', 'matmul', 'floordiv', 'truediv', 'mod', 'and_', 'xor', 'or_', 'concat', 'contains', 'indexOf', 'countOf',
          'getitem', 'eq', 'ne', 'lt', 'le', 'gt', 'ge', 'is_', 'is_not', '_compare_digest', 'length_hint']
small = [1, 2.5, 'ab', [1, 2], (3,)]
for name in binary:
    for a in values:
        for b in small:
            if name == 'is_' or name == 'is_not':
                if not (a is None or b is None):
                    continue
            show((name, a, b), lambda: getattr(op, name)(a, b))
for name in ['lshift', 'rshift', 'pow', 'ilshift', 'irshift', 'ipow']:
    for a in [0, 1, -3, 2.5, 'a', None, [1]]:
        for b in [0, 1, 2, 3, -1, 'x']:
            show((name, a, b), lambda: getattr(op, name)(a, b))
for name in ['iadd', 'isub', 'imul', 'imatmul', 'ifloordiv', 'itruediv', 'imod', 'iand', 'ixor', 'ior', 'iconcat', 'delitem']:
    for a in [lambda: 5, lambda: [1, 2], lambda: {1, 2}, lambda: 'ab', lambda: bytearray(b'q'), lambda: {1: 2}, lambda: None, lambda: 2.5]:
        for b in [1, [3], {2, 3}, 'c', {0: 1}, b'z', 0]:
            def run():
                x = a()
                r = getattr(op, name)(x, b)
                return r, r is x, x
            show((name, a(), b), run)
for name in ['truth', 'not_', 'index', 'neg', 'pos', 'abs', 'inv', 'invert']:
    for a in values:
        show((name, a), lambda: getattr(op, name)(a))
    show((name,), lambda: getattr(op, name)())
    show((name, 2), lambda: getattr(op, name)(1, 2))
for name in binary + ['iadd', 'setitem', 'delitem', 'length_hint', 'call']:
    for args in [(), (1,), (1, 2, 3), (1, 2, 3, 4)]:
        show((name, args), lambda: getattr(op, name)(*args))
    show((name, 'kw'), lambda: getattr(op, name)(a=1, b=2))
l = [1, 2, 3]; op.setitem(l, 1, 'x'); op.delitem(l, 0); print(l); op.setitem(l, slice(0, 1), 'abc'); print(l, op.getitem(l, slice(1, 3)), op.getitem(l, -1))
class Hint:
    def __init__(self, v): self.v = v
    def __length_hint__(self):
        if isinstance(self.v, BaseException): raise self.v
        return self.v
for v in [5, 0, -1, 'x', None, NotImplemented, TypeError('t'), KeyError('k'), 1 << 70, True]:
    show(('hint', v), lambda: op.length_hint(Hint(v), 7))
for args in [([], 3), (object(), 3), (object(),), (object(), -4), (object(), 'x'), (object(), 1.5), (iter([1, 2]), 9), (object(), 1 << 70)]:
    show(('length_hint', args[1:]), lambda: op.length_hint(*args))
for a, b in [('a', 'a'), ('a', 'b'), ('a', 'ab'), (b'a', b'a'), (b'a', bytearray(b'a')), ('é', 'é'), ('a', b'a'), (1, 2), (memoryview(b'ab'), b'ab'), (b'', b'')]:
    show(('digest', a, b), lambda: op._compare_digest(a, b))
show('call', lambda: op.call(dict, a=1, b=2)); show('call', lambda: op.call(max, 1, 5, 3)); show('call', lambda: op.call()); show('call', lambda: op.call(a=1)); show('call', lambda: op.call(5))
class G:
    def __getitem__(self, i):
        if i < 3: return i
        raise IndexError
print(op.contains(G(), 2), op.indexOf(G(), 2), op.countOf(G(), 1)); show('g', lambda: op.indexOf(G(), 9))
for name in sorted(vars(op)):
    value = vars(op)[name]
    if not name.startswith('__') and not isinstance(value, type):
        print(name, value.__text_signature__, value.__module__, value.__name__, value.__qualname__)
x = object(); before = sys.getrefcount(x)
op.is_(x, x); op.getitem([x], 0); op.contains([x], x); op.add([x], [x]); print(sys.getrefcount(x) - before)
