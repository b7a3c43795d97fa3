import _circular_b as b
name = "a"
