for call in ("l[10]", "l[-1], l[1:3], l[::-1], l[5:1], l[-100:100:2]", "l['a']", "l[1.0]", "l.append(9), l", "l.insert(-1, 'i'), l", "l.insert(100, 'e'), l", "l.pop(), l.pop(0), l", "l.pop(50)", "[].pop()", "l.remove(2), l", "l.remove('zz')", "l.index(3), l.index(1, 0, 5)", "l.index(3, 4)", "l.count(1)", "l.extend('ab'), l", "l.extend(5)", "l.sort(), l", "[1, 'a'].sort()", "sorted([3, 1, 2], key=lambda v: -v)", "l.sort(5)", "l.reverse(), l", "l + [1], l * 2, 2 * l, l * 0", "l + (1,)", "l * 1.5", "l * 'a'", "l == l[:], [1] < [2], [1, 2] < [1], [] < [0]", "[1] < 'a'", "l.__setitem__(slice(1, 2), 'xyz'), l", "l.__setitem__(slice(0, 4, 2), [1]), l", "l.__delitem__(slice(None, None, 2)), l", "l.clear(), l, not l", "l.copy() is l, list(l) == l", "list(range(3)), list('ab'), list({1: 2})", "list(5)", "[*range(3), *'ab']", "[[0] * 2] * 2, [1, [2, [3]]]", "3 in [1, 2, 3], 3.0 in [3]", "max([]), 1", "list[int], list[int] == list[int]", "hash([])", "l.__iadd__((7,)), l", "l.__class__.__name__, l.__len__(), len(l)", "[1, 2, 3].__contains__(2), [].__bool__"):
    l = [3, 1, 2, 4]
    try: print(call, "->", eval(call))
    except Exception as e: print(call, "!", type(e).__name__, e)
a = [1]; a.append(a); print(a, a == a, a[1] is a)
b = [1, 2, 3, 4]
for x in b:
    if x == 2: b.remove(x)
    if len(b) < 6: b.append(x * 10)
print(b)
c = [5, 3, 1]
try: c.sort(key=lambda v: c.append(v) or v)
except ValueError as e: print(e, c)
