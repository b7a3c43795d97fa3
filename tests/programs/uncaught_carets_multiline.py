def f(x):
    return (x +
            x /
            0)
result = f(
    x=1,
)
