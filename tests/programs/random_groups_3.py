print('# groups')
def grouped1(error):
    try:
        try:
            raise error
        except* (TypeError, OSError) as group:
            print('star', repr(group), type(group.__context__).__name__)
        except* LookupError as group:
            print('star', repr(group), type(group.__context__).__name__)
    except BaseException as rest:
        print('rest', repr(rest), repr(rest.__context__)[:60], repr(rest.__cause__)[:60])
grouped1(ExceptionGroup('two', [TypeError(7)]))
grouped1(UnicodeError('bad', 2))
grouped1(ExceptionGroup('one', [ExceptionGroup('two', [KeyError(3)]), OSError(1)]))
eg2 = ExceptionGroup('one', [ExceptionGroup('two', [KeyError(0)]), OSError(5), ExceptionGroup('one', [KeyError(6)])])
try:
    print(eg2.split(lambda e: bool(e.args[0] % 2) if not hasattr(e, 'exceptions') else False))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(eg2.subgroup(lambda e: True), eg2.derive([ValueError(1)]), eg2.message, len(eg2.exceptions))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(ExceptionGroup('x', []))
except Exception as error:
    print(type(error).__name__, error)
