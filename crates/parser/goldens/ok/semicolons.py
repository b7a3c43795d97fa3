a; b; c
if x: y; z
for a in b: c; d;
class A: x; y
