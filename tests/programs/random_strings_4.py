print('# strings')
try:
    print('beta'.splitlines())
except Exception as error:
    print(type(error).__name__, error)
try:
    print('gamma'.capitalize())
except Exception as error:
    print(type(error).__name__, error)
try:
    print('42' * True)
except Exception as error:
    print(type(error).__name__, error)
try:
    print('x'.strip())
except Exception as error:
    print(type(error).__name__, error)
try:
    print("q'q".lower())
except Exception as error:
    print(type(error).__name__, error)
try:
    print('Ham'.__mul__('-7', 'bbcY'))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(''[3:-2:2], ''[7])
except Exception as error:
    print(type(error).__name__, error)
try:
    print('a b' * 'été')
except Exception as error:
    print(type(error).__name__, error)
print('# strings')
try:
    print('tab\\t'.index('eggs'))
except Exception as error:
    print(type(error).__name__, error)
try:
    print('a0🐍.' + 2)
except Exception as error:
    print(type(error).__name__, error)
try:
    print('42' * '')
except Exception as error:
    print(type(error).__name__, error)
try:
    print('a b'.__mul__(None))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(',Z' + 10)
except Exception as error:
    print(type(error).__name__, error)
try:
    print('🐍_c'.istitle())
except Exception as error:
    print(type(error).__name__, error)
try:
    print(b''.hex())
except Exception as error:
    print(type(error).__name__, error)
try:
    print('spam'.split(2))
except Exception as error:
    print(type(error).__name__, error)
try:
    print('spam'.isdigit())
except Exception as error:
    print(type(error).__name__, error)
try:
    print('.9🐍,ß-YY🐍'.isupper())
except Exception as error:
    print(type(error).__name__, error)
try:
    print('x'.rindex('été'))
except Exception as error:
    print(type(error).__name__, error)
try:
    print('spam'.translate(['-7', 'eggs', 'spam', '42']))
except Exception as error:
    print(type(error).__name__, error)
try:
    print('gamma'.rpartition(None))
except Exception as error:
    print(type(error).__name__, error)
