def f(a, b): return a
args = {"a": 1, "c": 2}
f(**args)
