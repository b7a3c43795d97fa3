print('# protocols')
class Proto1:
    def __init__(self, items): self.items = list(items)
    def __next__(self):
        if not self.items: raise StopIteration
        return self.items.pop()
    def __getitem__(self, key):
        print('get', key)
        return self.items[key]
    def __reversed__(self): return iter(self.items[::-1])
    def __missing__(self, key): return 'missing'
    def __enter__(self): return 'entered'
    def __exit__(self, *rest): print('exit', rest[0] and rest[0].__name__); return True
    def __hash__(self): return 1
    def __repr__(self): return f'Proto1({self.items})'
try:
    print(list(reversed(Proto1((1, 2, 3)))))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(iter(Proto1((1, 2, 3))) is None)
except Exception as error:
    print(type(error).__name__, error)
try:
    print(next(iter(Proto1([-5, 4, 8]))))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(list(iter(Proto1('abc').items.pop, 1))[:2])
except Exception as error:
    print(type(error).__name__, error)
try:
    print(Proto1('abc')[1:2])
except Exception as error:
    print(type(error).__name__, error)
try:
    print(sum(Proto1((1, 2, 3))))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(bytes(Proto1('abc')))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(sorted(Proto1('abc')))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(list(map(repr, Proto1([]))))
except Exception as error:
    print(type(error).__name__, error)
p2 = Proto1([1, 2, 3])
try:
    p2[1:] = [9, 9]
except Exception as error:
    print(type(error).__name__, error)
try:
    del p2[0]
except Exception as error:
    print(type(error).__name__, error)
try:
    del p2[5]
except Exception as error:
    print(type(error).__name__, error)
try:
    (a, b) = p2
except Exception as error:
    print(type(error).__name__, error)
print(p2.items)
