x = 5
if x is 5:
    print("small ints are shared")
assert (x, "always true")
print("\d")
