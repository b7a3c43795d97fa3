print(len("x"))
pritn("x")
