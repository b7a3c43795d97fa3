print('# recursion')
def deep1(n):
    try:
        return deep1(n + 1)
    except RecursionError:
        return 'bottom'
print(deep1(0))
print('# recursion')
class deep2:
    def __hash__(self, *a): return self == self
try:
    print(str(deep2()) is None)
except RecursionError as error:
    print('recursion')
except Exception as error:
    print(type(error).__name__)
print('# recursion')
import sys
limit = sys.getrecursionlimit()
def deep3(n): return 0 if n == 0 else deep3(n - 1)
sys.setrecursionlimit(197)
try:
    print(deep3(24))
    print(deep3(500))
except RecursionError as error:
    print(error)
finally:
    sys.setrecursionlimit(limit)
