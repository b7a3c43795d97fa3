print(sorted([3, 0, 1], key=lambda n: 1 // n))
