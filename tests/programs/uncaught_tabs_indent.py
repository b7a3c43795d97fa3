def f():
	if True:
		return 1 + undefined
f()
