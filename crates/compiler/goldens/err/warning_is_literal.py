x is 5
x is not "a"
