rows = [{"n": 1}, {"n": "x"}, {}]
print(sorted(rows[:1], key=lambda r: r["n"]))
sorted(rows,
       key=lambda r: r["n"] + 1)
