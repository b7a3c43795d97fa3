print('# recursion')
import sys
limit = sys.getrecursionlimit()
def deep1(n): return 0 if n == 0 else deep1(n - 1)
sys.setrecursionlimit(90)
try:
    print(deep1(11))
    print(deep1(500))
except RecursionError as error:
    print(error)
finally:
    sys.setrecursionlimit(limit)
print('# recursion')
class deep2:
    def __eq__(self, *a): return self.x
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
sys.setrecursionlimit(157)
try:
    print(deep3(24))
    print(deep3(500))
except RecursionError as error:
    print(error)
finally:
    sys.setrecursionlimit(limit)
