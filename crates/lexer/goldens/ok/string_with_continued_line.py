x = 'first \
second \
  third'
y = b"\
"
