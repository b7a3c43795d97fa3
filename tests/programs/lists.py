a = [3, 1, 2]
a.append(4); a.extend("xy"); a.insert(1, "ins"); print(a, len(a))
print(a.pop(), a.pop(0), a.index(2), a.count(1), a)
a.remove("ins"); a.reverse(); print(a)
b = [5, 3, 9, 1]; b.sort(); print(b, sorted(b, reverse=True), sorted(["bb", "a", "ccc"], key=len))
b[1:3] = [10, 20, 30]; print(b); b[::2] = "ABC"; print(b); del b[1:3]; print(b); b *= 2; print(b); b += (7,); print(b)
print([1, 2] + [3], [0] * 3, [1, 2] == [1, 2], [1, 2] < [1, 3], [[]] * 2, 2 in [1, 2], [1, 2, 3][-1], list(range(10))[8:2:-2])
c = [1, [2, 3]]; d = c.copy(); d[1].append(4); print(c, d is c, c == d)
c.append(c); print(c); c.clear(); print(c)
m = [[i * j for j in range(4)] for i in range(3)]; print(m, [list(r) for r in zip(*m)], sum(m, []))
print([x for x in range(20) if x % 3 == 0 if x % 2], [(x, y) for x in "ab" for y in range(2)], [*range(3), *"ab"])
for bad in (lambda: [][0], lambda: [].pop(), lambda: [1].remove(2), lambda: [1].index(5), lambda: [1] + (2,), lambda: [3, "a"].sort(), lambda: [1]["a"], lambda: [1, 2].__setitem__(5, 0)):
    try:
        bad()
    except Exception as error:
        print(type(error).__name__, error)
