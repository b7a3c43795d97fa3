data = list(range(5))
print(data[1:3])
data[1:4:2] = [1, 2, 3]
