print('# groups')
def grouped1(error):
    try:
        try:
            raise error
        except* LookupError as group:
            print('star', repr(group), type(group.__context__).__name__)
        else:
            print('else')
        finally:
            print('finally')
    except BaseException as rest:
        print('rest', repr(rest), repr(rest.__context__)[:60], repr(rest.__cause__)[:60])
grouped1(ExceptionGroup('one', [KeyError(9)]))
eg2 = ExceptionGroup('one', [ExceptionGroup('one', [ExceptionGroup('two', [KeyError(3), OSError(5)]), TypeError(5)])])
try:
    print(eg2.split(lambda e: bool(e.args[0] % 2) if not hasattr(e, 'exceptions') else False))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(eg2.subgroup(TypeError), eg2.derive([ValueError(1)]), eg2.message, len(eg2.exceptions))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(ExceptionGroup('x', []))
except Exception as error:
    print(type(error).__name__, error)
