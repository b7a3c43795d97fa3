# Blocks of a symbol table as objects.
import _symtable, gc, sys, _weakref
top = _symtable.symtable("def f(a, *b):\n x=[i for i in a]\nclass C:\n def g(self): return __class__\n", "?", "exec")
t = type(top)
print(t, t.__name__, t.__qualname__, t.__module__, t.__bases__, t.__mro__)
print(repr(top) == "<symtable entry top(%d), line 0>" % top.id, repr(top.children[0]).replace(str(top.children[0].id),"ID"))
for f in (lambda: t(), lambda: t.__new__(t), lambda: setattr(top,"id",1), lambda: setattr(top,"foo",1), lambda: delattr(top, "name"), lambda: top.foo, lambda: type("X",(t,),{}), lambda: setattr(t,"x",1), lambda: _weakref.ref(top), lambda: top.__reduce_ex__(2), lambda: top.__reduce_ex__(4), lambda: object.__new__(t), lambda: top.__dict__, lambda: setattr(top,"__class__",int)):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
print(sorted(t.__dict__), sorted(set(dir(top))-set(dir(object))))
for n in ("id name symbols varnames children nested type lineno").split():
    d=t.__dict__[n]; print(n, type(d).__name__, repr(d), d.__doc__, type(getattr(top,n)).__name__)
print(top.symbols, top.varnames, top.nested, top.type, top.lineno, top.name)
print(t.__doc__, t.__basicsize__, t.__itemsize__, t.__dictoffset__, t.__weakrefoffset__, sys.getsizeof(top), gc.is_tracked(top))
for c in top.children: print(c.name, c.type, c.lineno, c.nested, c.symbols, c.varnames, c.children and [(d.name, d.symbols, d.nested) for d in c.children])
print(top.children is top.children, type(top.id))
print(hash(top)==object.__hash__(top), top==top, t is type(_symtable.symtable("","","exec")))
print(t in object.__subclasses__())
