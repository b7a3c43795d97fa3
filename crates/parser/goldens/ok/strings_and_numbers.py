"a" 'b' """c"""
b"a" b'\x00\xff'
r"\n" "\n\t\\\'\"\a\b\f\v\0\101\x41\u00e9\U0001F600\N{BULLET}"
u"kind"
"implicit" r"\raw" 'mixed'
1, 1_000, 0xff, 0o17, 0b11, 1.5, 1e10, 1e400, 5j, .5
100000000000000000000000000000
"\ud800" "é" "日本"
"line \
continued"
