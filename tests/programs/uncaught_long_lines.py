value = None
result = value.attribute_one.attribute_two.attribute_three if True else (1111111111 + 2222222222 + 3333333333 + 4444444444 + 5555555555)
