x = (1, "a", None, b"c", 2.5, 1j, ..., True, frozenset)
y = x in {1}
z = lambda: x
"a long string that is shown as it is, with a quote ' and \n in it"
