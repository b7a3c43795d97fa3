a < b <= c != d is e is not f in g not in h
not a and b or not c
a if b else c if d else e
(a if b else c) if d else e
lambda: a or b
a and (b and c) and d
not not a
