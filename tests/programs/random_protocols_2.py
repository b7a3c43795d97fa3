print('# protocols')
class Proto1:
    def __init__(self, items): self.items = list(items)
    def __next__(self):
        if not self.items: raise StopIteration
        return self.items.pop()
    def __getitem__(self, key):
        pass
        return self.items[key]
    def __setitem__(self, key, value):
        print('set', key, value)
        self.items[key] = value
    def __delitem__(self, key):
        print('del', key)
        del self.items[key]
    def __len__(self): return len(self.items)
    def __bool__(self): return False
    def __index__(self): return 1
    def __repr__(self): return f'Proto1({self.items})'
try:
    print(iter(Proto1([])) is None)
except Exception as error:
    print(type(error).__name__, error)
try:
    print(dir(Proto1('abc')))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(Proto1(['Ham', 'été', '']) or 'else')
except Exception as error:
    print(type(error).__name__, error)
try:
    print((lambda *a: a)(*Proto1([8, 9, 0, 5])))
except Exception as error:
    print(type(error).__name__, error)
try:
    print([x for x in Proto1('abc')])
except Exception as error:
    print(type(error).__name__, error)
try:
    print(not Proto1(['gamma', 'beta', 'a b']))
except Exception as error:
    print(type(error).__name__, error)
p2 = Proto1([1, 2, 3])
try:
    p2[0] = 5
except Exception as error:
    print(type(error).__name__, error)
try:
    del p2[5]
except Exception as error:
    print(type(error).__name__, error)
try:
    [p2[0], y] = 1, 2
except Exception as error:
    print(type(error).__name__, error)
try:
    with p2 as got: print(got); raise ValueError
except Exception as error:
    print(type(error).__name__, error)
try:
    del p2[0]
except Exception as error:
    print(type(error).__name__, error)
try:
    p2[1:] = [9, 9]
except Exception as error:
    print(type(error).__name__, error)
print(p2.items)
print('# protocols')
class Proto3:
    def __init__(self, items): self.items = list(items)
    def __iter__(self):
        yield from self.items
    def __setitem__(self, key, value):
        print('set', key, value)
        self.items[key] = value
    def __len__(self): return len(self.items)
    def __contains__(self, item): return item in self.items
    def __reversed__(self): return iter(self.items[::-1])
    def __missing__(self, key): return 'missing'
    def __length_hint__(self): return 5
    def __repr__(self): return f'Proto3({self.items})'
try:
    print(','.join(Proto3([])))
except Exception as error:
    print(type(error).__name__, error)
try:
    print([x for x in Proto3('abc')])
except Exception as error:
    print(type(error).__name__, error)
try:
    print(next(iter(Proto3([3, -7]))))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(next(Proto3(['gamma', '', 'spam']), 'none'))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(Proto3((1, 2, 3)) or 'else')
except Exception as error:
    print(type(error).__name__, error)
try:
    print(isinstance(hash(Proto3('abc')), int))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(not Proto3('abc'))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(sum(Proto3([])))
except Exception as error:
    print(type(error).__name__, error)
p4 = Proto3([1, 2, 3])
try:
    with p4 as got: print(got); raise ValueError
except Exception as error:
    print(type(error).__name__, error)
try:
    p4.items, z = p4
except Exception as error:
    print(type(error).__name__, error)
try:
    (a, b) = p4
except Exception as error:
    print(type(error).__name__, error)
try:
    p4[1:] = [9, 9]
except Exception as error:
    print(type(error).__name__, error)
try:
    del p4[5]
except Exception as error:
    print(type(error).__name__, error)
try:
    for x in p4: print('x', x)
except Exception as error:
    print(type(error).__name__, error)
print(p4.items)
print('# protocols')
class Proto5:
    def __init__(self, items): self.items = list(items)
    def __iter__(self):
        return iter(self.items)
    def __getitem__(self, key):
        print('get', key)
        return self.items[key]
    def __setitem__(self, key, value):
        print('set', key, value)
        self.items[key] = value
    def __call__(self, *args, **kw): return args, kw
    def __length_hint__(self): return 2
    def __repr__(self): return f'Proto5({self.items})'
try:
    print(Proto5(['y', '42', '-7'])['k'])
except Exception as error:
    print(type(error).__name__, error)
try:
    print(Proto5((1, 2, 3))[-1])
except Exception as error:
    print(type(error).__name__, error)
try:
    print(Proto5((1, 2, 3))(1, k=2))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(Proto5([-9])[0])
except Exception as error:
    print(type(error).__name__, error)
try:
    print(Proto5('abc')[1:2])
except Exception as error:
    print(type(error).__name__, error)
try:
    print(bytearray(Proto5((1, 2, 3))))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(bytearray(Proto5([17, 16, 3])))
except Exception as error:
    print(type(error).__name__, error)
try:
    print([10, 20, 30][Proto5([12, 3, 16])])
except Exception as error:
    print(type(error).__name__, error)
try:
    print(list(zip(Proto5('abc'), Proto5('abc'))))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(bytearray(Proto5([])))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(len(Proto5('abc')))
except Exception as error:
    print(type(error).__name__, error)
p6 = Proto5([1, 2, 3])
try:
    a, b, c = p6
except Exception as error:
    print(type(error).__name__, error)
try:
    p6[0] += 1
except Exception as error:
    print(type(error).__name__, error)
print(p6.items)
