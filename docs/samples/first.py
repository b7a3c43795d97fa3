scale = 60 * 60
print([scale * n for n in (1, 2)])
