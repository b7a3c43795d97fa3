print('# groups')
def grouped1(error):
    try:
        try:
            raise error
        except* ValueError as group:
            print('star', repr(group), type(group.__context__).__name__)
        except* Exception as group:
            print('star', repr(group), type(group.__context__).__name__)
            raise RuntimeError from group
        except* LookupError as group:
            print('star', repr(group), type(group.__context__).__name__)
        finally:
            print('finally')
    except BaseException as rest:
        print('rest', repr(rest), repr(rest.__context__)[:60], repr(rest.__cause__)[:60])
grouped1(AssertionError('bad', 5))
grouped1(Exception('été'))
eg2 = ExceptionGroup('two', [KeyError(9), ValueError(4), OSError(5)])
try:
    print(eg2.split((KeyError, OSError)))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(eg2.subgroup(lambda e: True), eg2.derive([ValueError(1)]), eg2.message, len(eg2.exceptions))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(ExceptionGroup('x', [1]))
except Exception as error:
    print(type(error).__name__, error)
print('# groups')
def grouped3(error):
    try:
        try:
            raise error
        except* KeyError as group:
            print('star', repr(group), type(group.__context__).__name__)
        else:
            print('else')
        finally:
            print('finally')
    except BaseException as rest:
        print('rest', repr(rest), repr(rest.__context__)[:60], repr(rest.__cause__)[:60])
grouped3(ExceptionGroup('two', [ExceptionGroup('two', [ValueError(7), TypeError(4)]), ExceptionGroup('one', [ExceptionGroup('two', [KeyError(5), OSError(0)]), ExceptionGroup('one', [KeyError(1), TypeError(6)])]), KeyError(5)]))
eg4 = ExceptionGroup('one', [TypeError(4), KeyError(8)])
try:
    print(eg4.split(ValueError))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(eg4.subgroup(Exception), eg4.derive([ValueError(1)]), eg4.message, len(eg4.exceptions))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(ExceptionGroup(1, [ValueError()]))
except Exception as error:
    print(type(error).__name__, error)
print('# groups')
def grouped5(error):
    try:
        try:
            raise error
        except* ValueError as group:
            print('star', repr(group), type(group.__context__).__name__)
        except* KeyError as group:
            print('star', repr(group), type(group.__context__).__name__)
            raise
        else:
            print('else')
    except BaseException as rest:
        print('rest', repr(rest), repr(rest.__context__)[:60], repr(rest.__cause__)[:60])
grouped5(ExceptionGroup('two', [KeyError(5)]))
eg6 = ExceptionGroup('one', [TypeError(4), ExceptionGroup('two', [KeyError(5), ExceptionGroup('two', [KeyError(6)]), KeyError(5)])])
try:
    print(eg6.split(lambda e: bool(e.args[0] % 2) if not hasattr(e, 'exceptions') else False))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(eg6.subgroup(Exception), eg6.derive([ValueError(1)]), eg6.message, len(eg6.exceptions))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(ExceptionGroup(1, [ValueError()]))
except Exception as error:
    print(type(error).__name__, error)
