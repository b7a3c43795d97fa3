print('# strings')
try:
    print('été'.startswith('Z'))
except Exception as error:
    print(type(error).__name__, error)
try:
    print('b,'[::-1], 'b,'[3])
except Exception as error:
    print(type(error).__name__, error)
try:
    print('x'.isspace())
except Exception as error:
    print(type(error).__name__, error)
try:
    print(''.center('Z_', 1))
except Exception as error:
    print(type(error).__name__, error)
try:
    print((100).to_bytes(6, 'big', signed=True))
except Exception as error:
    print(type(error).__name__, error)
try:
    print('eggs'.translate(5))
except Exception as error:
    print(type(error).__name__, error)
try:
    print('0'.__add__(None))
except Exception as error:
    print(type(error).__name__, error)
try:
    print('' * 'z')
except Exception as error:
    print(type(error).__name__, error)
try:
    print('x'[10::1], 'x'[3])
except Exception as error:
    print(type(error).__name__, error)
