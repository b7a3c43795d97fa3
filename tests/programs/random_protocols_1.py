print('# protocols')
class Proto1:
    def __init__(self, items): self.items = list(items)
    def __iter__(self):
        yield from self.items
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
    print(range(Proto1((1, 2, 3))))
except Exception as error:
    print(type(error).__name__, error)
try:
    print([].extend(Proto1([15])))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(list(Proto1(['', '', '-7'])))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(iter(Proto1((1, 2, 3))) is None)
except Exception as error:
    print(type(error).__name__, error)
try:
    print(bytearray(Proto1('abc')))
except Exception as error:
    print(type(error).__name__, error)
try:
    print((lambda *a: a)(*Proto1('abc')))
except Exception as error:
    print(type(error).__name__, error)
try:
    print((lambda *a: a)(*Proto1([-3, 5])))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(max(Proto1('abc')))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(isinstance(hash(Proto1('abc')), int))
except Exception as error:
    print(type(error).__name__, error)
try:
    print([*Proto1(['z', "q'q", 'spam']), *Proto1(['z', "q'q", 'spam'])])
except Exception as error:
    print(type(error).__name__, error)
try:
    print(Proto1([4, 18, -9, -5])(1, k=2))
except Exception as error:
    print(type(error).__name__, error)
p2 = Proto1([1, 2, 3])
try:
    for x in p2: print('x', x)
except Exception as error:
    print(type(error).__name__, error)
try:
    p2[0] += 1
except Exception as error:
    print(type(error).__name__, error)
print(p2.items)
print('# protocols')
class Proto3:
    def __init__(self, items): self.items = list(items)
    def __iter__(self):
        return iter(self.items)
    def __len__(self): return len(self.items)
    def __contains__(self, item): return 'yes'
    def __missing__(self, key): return 'missing'
    def __dir__(self): return ['b', 'a']
    def __repr__(self): return f'Proto3({self.items})'
try:
    print(Proto3((1, 2, 3)) or 'else')
except Exception as error:
    print(type(error).__name__, error)
try:
    print(next(Proto3([]), 'none'))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(bytearray(Proto3((1, 2, 3))))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(list(Proto3('abc')))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(1 in Proto3([15]))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(isinstance(hash(Proto3((1, 2, 3))), int))
except Exception as error:
    print(type(error).__name__, error)
try:
    print((lambda *a: a)(*Proto3('abc')))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(Proto3(['beta']).items.__len__())
except Exception as error:
    print(type(error).__name__, error)
try:
    print(Proto3('abc')['k'])
except Exception as error:
    print(type(error).__name__, error)
p4 = Proto3([1, 2, 3])
try:
    a, *b = p4
except Exception as error:
    print(type(error).__name__, error)
try:
    p4[0] += 1
except Exception as error:
    print(type(error).__name__, error)
try:
    for x in p4: print('x', x)
except Exception as error:
    print(type(error).__name__, error)
try:
    p4[0] = 5
except Exception as error:
    print(type(error).__name__, error)
try:
    del p4[0]
except Exception as error:
    print(type(error).__name__, error)
print(p4.items)
print('# protocols')
class Proto5:
    def __init__(self, items): self.items = list(items)
    def __iter__(self):
        return 5
    def __next__(self):
        if not self.items: raise StopIteration
        return self.items.pop()
    def __getitem__(self, key):
        print('get', key)
        return self.items[key]
    def __setitem__(self, key, value):
        print('set', key, value)
        self.items[key] = value
    def __len__(self): return 'x'
    def __missing__(self, key): return 'missing'
    def __hash__(self): return -1
    def __repr__(self): return f'Proto5({self.items})'
try:
    print(list(map(repr, Proto5('abc'))))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(Proto5([])(1, k=2))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(list(reversed(Proto5('abc'))))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(bool(Proto5([])))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(dict(Proto5((1, 2, 3))))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(len(Proto5((1, 2, 3))))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(any(Proto5([16, 1, -9, 9])), all(Proto5([16, 1, -9, 9])))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(list(iter(Proto5([]).items.pop, 1))[:2])
except Exception as error:
    print(type(error).__name__, error)
try:
    print(bytearray(Proto5(['y'])))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(list(iter(Proto5([]).items.pop, 1))[:2])
except Exception as error:
    print(type(error).__name__, error)
try:
    print(dir(Proto5((1, 2, 3))))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(sum(Proto5((1, 2, 3))))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(range(Proto5(['été', 'beta'])))
except Exception as error:
    print(type(error).__name__, error)
p6 = Proto5([1, 2, 3])
try:
    with p6 as got: print(got); raise ValueError
except Exception as error:
    print(type(error).__name__, error)
try:
    del p6[0]
except Exception as error:
    print(type(error).__name__, error)
try:
    [p6[0], y] = 1, 2
except Exception as error:
    print(type(error).__name__, error)
try:
    for x in p6: print('x', x)
except Exception as error:
    print(type(error).__name__, error)
print(p6.items)
