for i in range(5):
    if i == 1: continue
    if i == 3: break
    print(i)
else:
    print("never")
for i in []: pass
else: print("empty: else")
n = 5
while n:
    n -= 1
    if n == 2: break
else: print("no")
while n > 0: n -= 1
else: print("done", n)
print("a" if n else "b", n or "zero", n and 1, not n, 1 < 2 < 3, 1 < 3 < 2, 1 == 1.0 != 2)
for i in range(2):
    for j in range(3):
        if j == 1: break
        print(i, j)
    else: continue
    print("broke", i)
x = 5
print("big" if x > 10 else "mid" if x > 3 else "small", [y := 3, y ** 2], (z := x) + z)
if (m := len("abc")) > 2: print(m)
def early(v):
    while True:
        if v > 3: return "big"
        v += 1
        if v == 2: continue
print(early(0), early(10))
del x
try: x
except NameError as e: print(e)
