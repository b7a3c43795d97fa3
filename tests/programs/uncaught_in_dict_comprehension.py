table = {"a": 1, "b": 0}
print({k: 1 / v
       for k, v in table.items()
       if k})
