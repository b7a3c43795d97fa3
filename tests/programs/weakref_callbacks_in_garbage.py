"""Weak references, their referents and their callbacks end together as garbage, in every order of their making."""
import gc
import _weakref as weakref
class Node: pass
class Keeping(weakref.ref): __slots__ = ("held",)
called = []
def garbage(order, inside):
    node = Node(); node.me = node
    parts = [lambda: [Node() for _ in range(3)], lambda: {}, lambda: Keeping(node)]
    kept = [part() for part in (parts if order else parts[::-1])]
    cell = [node, kept]
    def callback(reference, cell=cell): called.append("never" if inside else "once")
    references = [Keeping(node, callback) for _ in range(3)]
    callback.me = references
    for reference in references: reference.held = [reference, callback, cell]
    cell.append(callback)
    if inside: node.references = references
    return None if inside else weakref.ref(node, lambda reference: called.append("once"))
gc.collect()
for round in range(200):
    for order in (0, 1):
        garbage(order, True)
        outside = garbage(order, False)
        if round % 7 == 0:
            gc.collect()
            print(round, order, outside())
gc.collect()
print(sorted(set(called)), len(called) > 0)
