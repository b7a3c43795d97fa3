while a:
    assert b
    assert c, d
else:
    e
while True:
    f()
