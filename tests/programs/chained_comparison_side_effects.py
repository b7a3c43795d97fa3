def v(x):
    print("eval", x); return x
print(v(1) < v(2) < v(3)); print(v(3) < v(2) < v(1)); print(v(1) == v(1) != v(2) in [2]); print(v(0) or v(2) and v(3)); print(v(1) if v(0) else v(2))
