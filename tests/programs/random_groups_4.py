print('# groups')
def grouped1(error):
    try:
        try:
            raise error
        except* KeyError as group:
            print('star', repr(group), type(group.__context__).__name__)
            raise
        except* LookupError as group:
            print('star', repr(group), type(group.__context__).__name__)
            raise
        except* Exception as group:
            print('star', repr(group), type(group.__context__).__name__)
        else:
            print('else')
    except BaseException as rest:
        print('rest', repr(rest), repr(rest.__context__)[:60], repr(rest.__cause__)[:60])
grouped1(ExceptionGroup('two', [KeyError(1), ExceptionGroup('one', [ExceptionGroup('two', [ValueError(3)]), ValueError(0)]), ExceptionGroup('two', [ExceptionGroup('one', [OSError(3), OSError(4)])])]))
eg2 = ExceptionGroup('one', [TypeError(0), OSError(9), ExceptionGroup('one', [ExceptionGroup('two', [KeyError(9)]), ExceptionGroup('two', [KeyError(7), TypeError(5)]), OSError(3)])])
try:
    print(eg2.split((KeyError, OSError)))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(eg2.subgroup(Exception), eg2.derive([ValueError(1)]), eg2.message, len(eg2.exceptions))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(BaseExceptionGroup('x', [ValueError()]))
except Exception as error:
    print(type(error).__name__, error)
print('# groups')
def grouped3(error):
    try:
        try:
            raise error
        except* (TypeError, OSError) as group:
            print('star', repr(group), type(group.__context__).__name__)
        except* LookupError as group:
            print('star', repr(group), type(group.__context__).__name__)
        except* ValueError as group:
            print('star', repr(group), type(group.__context__).__name__)
            raise
        finally:
            print('finally')
    except BaseException as rest:
        print('rest', repr(rest), repr(rest.__context__)[:60], repr(rest.__cause__)[:60])
grouped3(ExceptionGroup('two', [ExceptionGroup('two', [KeyError(2)]), ValueError(4)]))
grouped3(ExceptionGroup('two', [ExceptionGroup('one', [TypeError(0)])]))
eg4 = ExceptionGroup('two', [ExceptionGroup('two', [ExceptionGroup('two', [ValueError(7)]), OSError(3), ExceptionGroup('two', [ValueError(3), ValueError(0)])]), KeyError(7), ExceptionGroup('two', [ExceptionGroup('two', [KeyError(4), TypeError(4)])])])
try:
    print(eg4.split(lambda e: bool(e.args[0] % 2) if not hasattr(e, 'exceptions') else False))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(eg4.subgroup(Exception), eg4.derive([ValueError(1)]), eg4.message, len(eg4.exceptions))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(BaseExceptionGroup('x', [ValueError()]))
except Exception as error:
    print(type(error).__name__, error)
