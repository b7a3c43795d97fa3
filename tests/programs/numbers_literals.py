print(1_000, 0xFF, 0o17, 0b11, 1e3, 1.5e-3, .5, 5., 1j, 1_0.0_1, 0xdead_beef, 00, 1E5, 0.1e1j, 10**-1, 1if 1else 2)
