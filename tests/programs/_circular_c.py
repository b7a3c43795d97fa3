from _circular_d import thing
other = 1
