a + b * c ** -d
-a ** b
(a + b) * c
a - b - c
a ** b ** c
~a + +b
a << b + c & d | e ^ f
a @ b // c % d
await_ - 1
not a == b
a if b else c + d
lambda x: x, y
-1
- -1
1 + 2j
