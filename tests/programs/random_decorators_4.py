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
        wrapper.tag = tag
        return wrapper
    return decorate
@deco1(0, times=2)
@deco1(1)
def func2(a, b=1, *rest, c=3, **kw):
    print('func2', a, b, rest, c, kw)
    return max(a, a)
try:
    print(func2(1, c=5))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(func2(1, 2))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(func2(1))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(func2(1))
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
print('# decorators')
def deco5(tag, times=1):
    print('made', tag)
    def decorate(target):
        print('decorating', target.__name__, tag)
        def wrapper(*args, **kw):
            print('before', tag)
            try:
                return [target(*args, **kw) for _ in range(times)][-1]
            finally:
                print('after', tag)
        wrapper.__name__ = target.__name__
        return wrapper
    return decorate
@deco5(0)
def func6(a, b=3, *rest, c=3, **kw):
    print('func6', a, b, rest, c, kw)
    return (lambda i, j=min(c, b): i - j)((-4 if not 0 < c else 4))
try:
    print(func6(1, z=0, c=1))
except Exception as error:
    print(type(error).__name__, error)
print(func6.__name__, func6.__dict__.keys())
class Counted7:
    def __init__(self, f): self.f, self.calls = f, 0
    def __call__(self, *a): self.calls += 1; return self.f(*a)
    def __get__(self, one, owner): return self if one is None else lambda *a: self(one, *a)
class Host8:
    @Counted7
    def method(self, n): return n + 1
    @classmethod
    @Counted7
    def other(*a): return len(a)
try:
    print(Host8().method(1), Host8().method(2), Host8.method.calls, Host8.other(1), Host8().other(1, 2))
except Exception as error:
    print(type(error).__name__, error)
