class M(type): pass
class N(type): pass
class L(M, N): pass
class A(metaclass=M): pass
class B(metaclass=N): pass
try:
    class C(A, B): pass
except TypeError as error:
    print(error)
class C(A, B, metaclass=L): pass
print(type(C).__name__, type(type("D", (C,), {})).__name__)
class F:
    def __mro_entries__(self, bases):
        print("entries", len(bases))
        return (A, int)[:1]
class G(F()): pass
print(G.__bases__[0].__name__, len(G.__orig_bases__), type(G).__name__)
def function_meta(name, bases, ns, **kw):
    print("called", name, bases, sorted(k for k in ns if k[0] != "_"), kw)
    return 42
class H(metaclass=function_meta, z=1):
    x = 5
print(H)
