if a:
    if b:
        c
    d
e
while f:
	g
	if h:
		i
j
