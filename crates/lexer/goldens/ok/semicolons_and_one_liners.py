x = 1; y = 2;
if x: y; z
class A: pass
for a in b: c
