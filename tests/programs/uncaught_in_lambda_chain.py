compose = lambda f, g: lambda x: f(g(x))
boom = compose(compose(lambda a: a["k"], lambda b: [b]), lambda c: c + 1)
boom(1)
