print('# protocols')
class Proto1:
    def __init__(self, items): self.items = list(items)
    def __iter__(self):
        return iter(self.items)
    def __next__(self):
        if not self.items: raise StopIteration
        return self.items.pop()
    def __getitem__(self, key):
        print('get', key)
        return self.items[key]
    def __delitem__(self, key):
        print('del', key)
        del self.items[key]
    def __len__(self): return len(self.items)
    def __contains__(self, item): return 0
    def __bool__(self): return False
    def __dir__(self): return ['b', 'a']
    def __repr__(self): return f'Proto1({self.items})'
try:
    print(list(zip(Proto1([]), Proto1([]))))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(sorted(Proto1('abc')))
except Exception as error:
    print(type(error).__name__, error)
try:
    print([x for x in Proto1((1, 2, 3))])
except Exception as error:
    print(type(error).__name__, error)
try:
    print(len(Proto1([9, -1, 14])))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(any(Proto1('abc')), all(Proto1('abc')))
except Exception as error:
    print(type(error).__name__, error)
try:
    print([10, 20, 30][Proto1(['a b', 'z', 'x'])])
except Exception as error:
    print(type(error).__name__, error)
try:
    print([*Proto1([4, 9, 1]), *Proto1([4, 9, 1])])
except Exception as error:
    print(type(error).__name__, error)
try:
    print(set(Proto1((1, 2, 3))))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(Proto1([])[-1])
except Exception as error:
    print(type(error).__name__, error)
try:
    print(Proto1(['eggs', '0'])[1:2])
except Exception as error:
    print(type(error).__name__, error)
try:
    print(tuple(Proto1((1, 2, 3))))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(Proto1([-2, 8, 18, 3])[-1])
except Exception as error:
    print(type(error).__name__, error)
try:
    print(next(iter(Proto1(['a b', "q'q", '42']))))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(dict(Proto1([2, 14, -8, -2])))
except Exception as error:
    print(type(error).__name__, error)
p2 = Proto1([1, 2, 3])
try:
    del p2[0]
except Exception as error:
    print(type(error).__name__, error)
try:
    p2[0] += 1
except Exception as error:
    print(type(error).__name__, error)
try:
    (a, b) = p2
except Exception as error:
    print(type(error).__name__, error)
try:
    for x in p2: print('x', x)
except Exception as error:
    print(type(error).__name__, error)
try:
    p2.items, z = p2
except Exception as error:
    print(type(error).__name__, error)
print(p2.items)
print('# protocols')
class Proto3:
    def __init__(self, items): self.items = list(items)
    def __iter__(self):
        return self
    def __setitem__(self, key, value):
        print('set', key, value)
        self.items[key] = value
    def __delitem__(self, key):
        print('del', key)
        del self.items[key]
    def __len__(self): return len(self.items)
    def __contains__(self, item): return None
    def __length_hint__(self): return 5
    def __repr__(self): return f'Proto3({self.items})'
try:
    print({Proto3((1, 2, 3)): 1})
except Exception as error:
    print(type(error).__name__, error)
try:
    print(Proto3([1, 3, -3]) or 'else')
except Exception as error:
    print(type(error).__name__, error)
try:
    print('a' not in Proto3((1, 2, 3)))
except Exception as error:
    print(type(error).__name__, error)
try:
    print([*Proto3((1, 2, 3)), *Proto3((1, 2, 3))])
except Exception as error:
    print(type(error).__name__, error)
try:
    print(','.join(Proto3((1, 2, 3))))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(','.join(Proto3([13])))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(list(iter(Proto3(['été', 'y']).items.pop, 1))[:2])
except Exception as error:
    print(type(error).__name__, error)
try:
    print(any(Proto3([])), all(Proto3([])))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(iter(Proto3([8, -9, -4])) is None)
except Exception as error:
    print(type(error).__name__, error)
try:
    print([].extend(Proto3([])))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(list(filter(None, Proto3((1, 2, 3)))))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(list(filter(None, Proto3([20, 0, -4, -9]))))
except Exception as error:
    print(type(error).__name__, error)
p4 = Proto3([1, 2, 3])
try:
    del p4[5]
except Exception as error:
    print(type(error).__name__, error)
try:
    a, b, c = p4
except Exception as error:
    print(type(error).__name__, error)
try:
    p4[0] += 1
except Exception as error:
    print(type(error).__name__, error)
print(p4.items)
