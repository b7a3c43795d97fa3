f(a for b in c, d for e in f)
