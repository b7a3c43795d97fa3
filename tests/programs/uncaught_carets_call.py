def g(*a):
    raise ValueError("deep")
def f(x):
    return g(x)(1)[2].attr
print(f(
    1
))
