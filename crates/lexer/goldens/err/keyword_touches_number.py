x = 1if 1else 0x1for 1
