class Get:
    def __getitem__(self, i):
        if i > 2: raise IndexError
        return i * 10
class NotIter:
    __iter__ = None
class BadIter:
    def __iter__(self): return 5
class SelfNext:
    n = 3
    def __iter__(self): return self
    def __next__(self):
        self.n -= 1
        if self.n < 0: raise StopIteration("value")
        return self.n
print(list(Get()), list(SelfNext()), 20 in Get(), 7 in Get())
for one in (NotIter(), BadIter(), 5, type):
    for f in (iter, list, lambda o: 1 in o, lambda o: [*o]):
        try:
            print(f(one))
        except TypeError as error:
            print(error)
it = iter([1, 2, 3])
print(next(it), list(it), next(it, "end"))
calls = iter([3, 2, 1, 0, 9]).__next__
print(list(iter(calls, 0)), list(map(lambda a, b: a + b, [1, 2, 3], (10, 20))), list(zip([1, 2], "abc", range(9))))
try:
    list(zip([1, 2], "abc", strict=True))
except ValueError as error:
    print(error)
def gen():
    yield from SelfNext()
    return "done"
g = gen()
print(list(g), list(g))
