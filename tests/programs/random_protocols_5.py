print('# protocols')
class Proto1:
    def __init__(self, items): self.items = list(items)
    def __iter__(self):
        raise ValueError('iter')
    def __next__(self):
        if not self.items: raise StopIteration
        return self.items.pop()
    def __getitem__(self, key):
        pass
        return self.items[key]
    def __setitem__(self, key, value):
        print('set', key, value)
        self.items[key] = value
    def __missing__(self, key): return 'missing'
    def __bool__(self): return True
    def __repr__(self): return f'Proto1({self.items})'
try:
    print([x for x in Proto1(['delta'])])
except Exception as error:
    print(type(error).__name__, error)
try:
    print((lambda *a: a)(*Proto1([4, 10, 11, 20])))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(bool(Proto1('abc')))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(list(filter(None, Proto1([10, 2]))))
except Exception as error:
    print(type(error).__name__, error)
try:
    print((lambda **k: k)(**Proto1([''])))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(bytearray(Proto1('abc')))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(len(Proto1('abc')))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(list(Proto1((1, 2, 3))))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(','.join(Proto1([4])))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(Proto1((1, 2, 3))[0])
except Exception as error:
    print(type(error).__name__, error)
try:
    print(bool(Proto1([3, 2, -2])))
except Exception as error:
    print(type(error).__name__, error)
p2 = Proto1([1, 2, 3])
try:
    p2.items, z = p2
except Exception as error:
    print(type(error).__name__, error)
try:
    p2[0] = 5
except Exception as error:
    print(type(error).__name__, error)
try:
    for x in p2: print('x', x)
except Exception as error:
    print(type(error).__name__, error)
try:
    del p2[5]
except Exception as error:
    print(type(error).__name__, error)
print(p2.items)
