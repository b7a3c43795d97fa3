class C:
    def __enter__(self): return self
    def __exit__(self, *a): print("exit", a[0].__name__, a[1]); return False
with C() as c:
    raise OSError(2, "No such thing", "file.txt")
