a, b = {1, 2, 3, 4}, {3, 4, 5}
print(a | b, a & b, a - b, a ^ b, a <= b, {3} < b, a.isdisjoint({9}), a.union([9], (10,)), 3 in a, len(a))
a.add(9); a.discard(100); a.remove(1); print(a, a.pop() in (2, 3, 4, 9)); a |= {20}; a &= {20, 3}; print(sorted(a))
f = frozenset("hello"); print(len(f), f == set("hello"), hash(f) == hash(frozenset("olleh")), {f: 1}[frozenset("helo")])
print(sorted({x % 3 for x in range(10)}), set(), frozenset(), {*"aab"} == {"a", "b"}, sorted({1, 2}.symmetric_difference([2, 3])))
print({0, 1, 2, 3, 4, 5, 6, 7, 8, 9}, {"a"}, {(1, 2)}, frozenset([3, 1, 2]))
for bad in (lambda: {1}.remove(2), lambda: {[]}, lambda: set().pop(), lambda: {1} | [2], lambda: {1} < [1]):
    try:
        bad()
    except Exception as error:
        print(type(error).__name__, error)
