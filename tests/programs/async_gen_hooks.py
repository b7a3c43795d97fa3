import sys
log = []
def first(g): log.append(("first", g.__name__))
def final(g): log.append(("final", g.__name__)); g.aclose().close()
sys.set_asyncgen_hooks(firstiter=first, finalizer=final)
print(sys.get_asyncgen_hooks().firstiter is first)
async def numbers():
    yield 1
    yield 2
g = numbers()
try: g.__anext__().send(None)
except StopIteration as e: print(e.value)
del g
print(log)
sys.set_asyncgen_hooks(None, None)
print(sys.get_asyncgen_hooks())
try: sys.set_asyncgen_hooks(5)
except TypeError as e: print(e)
