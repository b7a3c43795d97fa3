print('# groups')
def grouped1(error):
    try:
        try:
            raise error
        except* LookupError as group:
            print('star', repr(group), type(group.__context__).__name__)
            raise group.exceptions[0]
        except* Exception as group:
            print('star', repr(group), type(group.__context__).__name__)
        except* KeyError as group:
            print('star', repr(group), type(group.__context__).__name__)
        else:
            print('else')
    except BaseException as rest:
        print('rest', repr(rest), repr(rest.__context__)[:60], repr(rest.__cause__)[:60])
grouped1(ExceptionGroup('two', [TypeError(1), ValueError(6), ExceptionGroup('two', [ExceptionGroup('two', [KeyError(5), KeyError(8)])])]))
grouped1(ExceptionGroup('one', [TypeError(5), TypeError(7)]))
eg2 = ExceptionGroup('one', [ExceptionGroup('one', [ExceptionGroup('one', [ValueError(7), ValueError(3), OSError(1)]), KeyError(8)])])
try:
    print(eg2.split(lambda e: bool(e.args[0] % 2) if not hasattr(e, 'exceptions') else False))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(eg2.subgroup(lambda e: True), eg2.derive([ValueError(1)]), eg2.message, len(eg2.exceptions))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(BaseExceptionGroup('b', [KeyboardInterrupt(), ValueError(1)]))
except Exception as error:
    print(type(error).__name__, error)
print('# groups')
def grouped3(error):
    try:
        try:
            raise error
        except* LookupError as group:
            print('star', repr(group), type(group.__context__).__name__)
        except* (TypeError, OSError) as group:
            print('star', repr(group), type(group.__context__).__name__)
    except BaseException as rest:
        print('rest', repr(rest), repr(rest.__context__)[:60], repr(rest.__cause__)[:60])
grouped3(ExceptionGroup('one', [ExceptionGroup('two', [ExceptionGroup('two', [TypeError(2)])])]))
grouped3(ExceptionGroup('one', [KeyError(0), ExceptionGroup('one', [ExceptionGroup('two', [OSError(5), ValueError(5), TypeError(9)]), TypeError(6), TypeError(1)])]))
eg4 = ExceptionGroup('two', [OSError(1)])
try:
    print(eg4.split(lambda e: bool(e.args[0] % 2) if not hasattr(e, 'exceptions') else False))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(eg4.subgroup(lambda e: True), eg4.derive([ValueError(1)]), eg4.message, len(eg4.exceptions))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(ExceptionGroup('x', [1]))
except Exception as error:
    print(type(error).__name__, error)
print('# groups')
def grouped5(error):
    try:
        try:
            raise error
        except* LookupError as group:
            print('star', repr(group), type(group.__context__).__name__)
            raise RuntimeError from group
    except BaseException as rest:
        print('rest', repr(rest), repr(rest.__context__)[:60], repr(rest.__cause__)[:60])
grouped5(ExceptionGroup('one', [OSError(5), TypeError(7), OSError(7)]))
grouped5(ExceptionGroup('two', [KeyError(4), ValueError(5), ExceptionGroup('one', [ExceptionGroup('one', [TypeError(8)]), TypeError(0), ValueError(7)])]))
eg6 = ExceptionGroup('one', [OSError(4)])
try:
    print(eg6.split(lambda e: bool(e.args[0] % 2) if not hasattr(e, 'exceptions') else False))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(eg6.subgroup(Exception), eg6.derive([ValueError(1)]), eg6.message, len(eg6.exceptions))
except Exception as error:
    print(type(error).__name__, error)
try:
    print(ExceptionGroup('x', [KeyboardInterrupt()]))
except Exception as error:
    print(type(error).__name__, error)
