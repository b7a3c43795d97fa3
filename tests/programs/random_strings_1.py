print('# strings')
try:
    print('x' in 7)
except Exception as error:
    print(type(error).__name__, error)
try:
    print('beta'.__add__(5))
except Exception as error:
    print(type(error).__name__, error)
try:
    print('Ham'.removeprefix(-2, '*'))
except Exception as error:
    print(type(error).__name__, error)
try:
    print('-7'.title())
except Exception as error:
    print(type(error).__name__, error)
try:
    print('z'.capitalize())
except Exception as error:
    print(type(error).__name__, error)
try:
    print((57).to_bytes(8, 'big'))
except Exception as error:
    print(type(error).__name__, error)
try:
    print('x'.partition(['z']))
except Exception as error:
    print(type(error).__name__, error)
try:
    print('a b'.upper())
except Exception as error:
    print(type(error).__name__, error)
try:
    print(bytes.fromhex('0'))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(b''.split())
except Exception as error:
    print(type(error).__name__, error)
try:
    print('.-X_\nZ' * '')
except Exception as error:
    print(type(error).__name__, error)
try:
    print('alpha'.__contains__(2, '*'))
except Exception as error:
    print(type(error).__name__, error)
try:
    print('alpha'.rpartition(None))
except Exception as error:
    print(type(error).__name__, error)
try:
    print('été'.split(None))
except Exception as error:
    print(type(error).__name__, error)
print('# strings')
try:
    print('a.,b_'.zfill(-2, '*'))
except Exception as error:
    print(type(error).__name__, error)
try:
    print('YaY1-ß_' % 'delta')
except Exception as error:
    print(type(error).__name__, error)
try:
    print('alpha'.count('gamma', 'b,Z1-🐍'))
except Exception as error:
    print(type(error).__name__, error)
try:
    print('€Z .9🐍,ß,' >= '1_🐍X-0 bc')
except Exception as error:
    print(type(error).__name__, error)
try:
    print('gamma'.strip())
except Exception as error:
    print(type(error).__name__, error)
try:
    print('Ham'[7::2], 'Ham'[3])
except Exception as error:
    print(type(error).__name__, error)
try:
    print(b'dpb\x06'.zfill(10))
except Exception as error:
    print(type(error).__name__, error)
try:
    print('Ham'.encode('ascii'))
except Exception as error:
    print(type(error).__name__, error)
try:
    print('a b'.splitlines())
except Exception as error:
    print(type(error).__name__, error)
try:
    print('a9cc€'.rsplit())
except Exception as error:
    print(type(error).__name__, error)
try:
    print('spam' + 'a.')
except Exception as error:
    print(type(error).__name__, error)
print('# strings')
try:
    print('-7'.isupper())
except Exception as error:
    print(type(error).__name__, error)
try:
    print(b'GlHcf'.isalpha())
except Exception as error:
    print(type(error).__name__, error)
try:
    print('-'.__mod__('gamma', 'y'))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(''.isnumeric())
except Exception as error:
    print(type(error).__name__, error)
try:
    print('_Z,'.rsplit(None))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(b'qj'.split())
except Exception as error:
    print(type(error).__name__, error)
try:
    print('x'[2::2], 'x'[10])
except Exception as error:
    print(type(error).__name__, error)
try:
    print('\n,ß🐍'.startswith('cZab\n\nY0', -1))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(int.from_bytes(b'<OpOG\xd9', 'little'))
except Exception as error:
    print(type(error).__name__, error)
try:
    print('gamma'.rindex(None))
except Exception as error:
    print(type(error).__name__, error)
try:
    print('tab\\t'.removeprefix(None))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(','.upper())
except Exception as error:
    print(type(error).__name__, error)
try:
    print(bytes.fromhex('00ff a0'))
except Exception as error:
    print(type(error).__name__, error)
