x = 1

y = 2
z = 3
if x:
  if_y = 4
