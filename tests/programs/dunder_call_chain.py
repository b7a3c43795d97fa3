class C:
    def __getattr__(self, n): return lambda *a, **k: (n, a, k)
    def __getitem__(self, k): return self
    def __call__(self, *a): return self
c = C(); print(c.x(1), c[1][2](3)().y(z=1), c.a.__name__)
