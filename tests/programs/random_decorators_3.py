print('# decorators')
def deco1(tag, times=1):
    print('made', tag)
    def decorate(target):
        print('decorating', target.__name__, tag)
        def wrapper(*args, **kw):
            print('before', tag)
            try:
                return [target(*args, **kw) for _ in range(times)][-1]
            finally:
                print('after', tag)
        wrapper.__wrapped__ = target
        return wrapper
    return decorate
@deco1(0, times=2)
@deco1(1, 0)
@deco1(2, 0)
def func2(a, b=4, *rest, c=3, **kw):
    print('func2', a, b, rest, c, kw)
    return ((7 & c) & ~(c))
try:
    print(func2(1, 2, 3))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(func2())
except Exception as error:
    print(type(error).__name__, error)
print(func2.__name__, func2.__dict__.keys())
class Counted3:
    def __init__(self, f): self.f, self.calls = f, 0
    def __call__(self, *a): self.calls += 1; return self.f(*a)
    def __get__(self, one, owner): return self if one is None else lambda *a: self(one, *a)
class Host4:
    @Counted3
    def method(self, n): return n + 1
    @staticmethod
    @Counted3
    def other(*a): return len(a)
try:
    print(Host4().method(1), Host4().method(2), Host4.method.calls, Host4.other(1), Host4().other(1, 2))
except Exception as error:
    print(type(error).__name__, error)
