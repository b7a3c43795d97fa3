x = 5
assert x == 5, "fine"
assert x == 6, f"x is {x}"
