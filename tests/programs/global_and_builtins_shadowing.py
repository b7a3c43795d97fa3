len = lambda x: "shadowed"
print(len([1, 2]))
del len
print(len([1, 2]))
def f():
    global made
    made = [1]
    def g():
        global made
        made.append(2)
    g()
f(); print(made)
import builtins
builtins.extra = "builtin"
print(extra)
print(__name__, __doc__, __builtins__ is builtins)
def print_twice(x): print(x, x)
old = print
print_twice("a")
class C:
    print = "attr"
    value = print
old(C.value)
