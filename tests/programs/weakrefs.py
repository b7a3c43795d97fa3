import _weakref as weakref
class O: pass
o = O()
r = weakref.ref(o, lambda ref: print("callback", ref() is None))
p = weakref.proxy(o); o.x = 5
print(r() is o, p.x, r == weakref.ref(o), weakref.getweakrefcount(o), hash(r) == hash(o))
del o
print(r())
try: p.x
except ReferenceError as e: print(e)
try: weakref.ref(5)
except TypeError as e: print(e)
