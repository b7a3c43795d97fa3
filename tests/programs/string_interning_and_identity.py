import sys
def same(a, b): return a is b
a, b = "hello", "hello"; print(same(a, b), same("a" + "b", "ab"), same(sys.intern("".join("xy")), sys.intern("".join("xy"))))
print(same(256, 256), same(int("257"), int("257")), same((), ()), same(None, None), same("", "".join([])), same(int("-5"), -5))
x = [1, 2]; y = x; z = x[:]; print(same(x, y), same(x, z), x == z)
