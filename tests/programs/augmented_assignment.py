class T:
    v = 1
t = T(); t.v += 5; print(t.v, T.v)
l = [1, 2]; m = l; l += [3]; print(m, l is m); l = l + [4]; print(m, l is m)
d = {"k": [1]}; d["k"] += [2]; print(d); d["n"] = d.get("n", 0) + 1; print(d)
t = ([1],)
try: t[0] += [2]
except TypeError as e: print(e, t)
def idx():
    print("index evaluated"); return 0
l = [10]; l[idx()] += 1; print(l)
s = "a"; s += "b"; s *= 3; print(s)
x = 1
def f():
    global x
    x += 1
f(); print(x)
def g():
    try: x += 1
    except UnboundLocalError as e: print(e)
g()
