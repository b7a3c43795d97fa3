print('# protocols')
class Proto1:
    def __init__(self, items): self.items = list(items)
    def __iter__(self):
        return iter(self.items[::-1])
    def __setitem__(self, key, value):
        print('set', key, value)
        self.items[key] = value
    def __delitem__(self, key):
        print('del', key)
        del self.items[key]
    def __call__(self, *args, **kw): return args, kw
    def __bool__(self): return False
    def __repr__(self): return f'Proto1({self.items})'
try:
    print(dict(enumerate(Proto1(['z']))))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(Proto1([18, 13])[-1])
except Exception as error:
    print(type(error).__name__, error)
try:
    print([x for x in Proto1((1, 2, 3))])
except Exception as error:
    print(type(error).__name__, error)
try:
    print(set(Proto1(['tab\\t', "q'q"])))
except Exception as error:
    print(type(error).__name__, error)
try:
    print([10, 20, 30][Proto1([15])])
except Exception as error:
    print(type(error).__name__, error)
try:
    print([*Proto1((1, 2, 3)), *Proto1((1, 2, 3))])
except Exception as error:
    print(type(error).__name__, error)
try:
    print(sum(Proto1((1, 2, 3))))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(any(Proto1(['x', ''])), all(Proto1(['x', ''])))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(Proto1([7, 19]) or 'else')
except Exception as error:
    print(type(error).__name__, error)
try:
    print(dir(Proto1(['x', 'z', 'y'])))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(dir(Proto1((1, 2, 3))))
except Exception as error:
    print(type(error).__name__, error)
try:
    print((lambda **k: k)(**Proto1([-3, 12])))
except Exception as error:
    print(type(error).__name__, error)
p2 = Proto1([1, 2, 3])
try:
    del p2[0]
except Exception as error:
    print(type(error).__name__, error)
try:
    del p2[5]
except Exception as error:
    print(type(error).__name__, error)
try:
    p2[0] += 1
except Exception as error:
    print(type(error).__name__, error)
try:
    a, *b = p2
except Exception as error:
    print(type(error).__name__, error)
print(p2.items)
