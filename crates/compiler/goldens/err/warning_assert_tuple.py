assert (x, "y")
