print('# strings')
try:
    print('a b'[True:10:0], 'a b'[5])
except Exception as error:
    print(type(error).__name__, error)
try:
    print(b'PEb' < -1)
except Exception as error:
    print(type(error).__name__, error)
try:
    print('_ Y9X_'.replace('42', 'delta'))
except Exception as error:
    print(type(error).__name__, error)
try:
    print('42'.startswith('Ham'))
except Exception as error:
    print(type(error).__name__, error)
try:
    print('tab\\t'.removesuffix('a b', 10))
except Exception as error:
    print(type(error).__name__, error)
try:
    print('-7'.__add__(['x', '0']))
except Exception as error:
    print(type(error).__name__, error)
try:
    print('gamma'.isascii())
except Exception as error:
    print(type(error).__name__, error)
try:
    print('alpha'.isnumeric())
except Exception as error:
    print(type(error).__name__, error)
try:
    print('a b' < '0')
except Exception as error:
    print(type(error).__name__, error)
try:
    print('42'.split('alpha', -1))
except Exception as error:
    print(type(error).__name__, error)
try:
    print('spam'[::-1], 'spam'[5])
except Exception as error:
    print(type(error).__name__, error)
try:
    print('0'.__add__('tab\\t'))
except Exception as error:
    print(type(error).__name__, error)
