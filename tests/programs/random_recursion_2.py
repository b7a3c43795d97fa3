print('# recursion')
def deep1(n):
    if n: yield n
    if n: yield from deep1(n - 1)
print(sum(deep1(3)))
try:
    print(sum(deep1(5000)))
except RecursionError: print('too deep')
print('# recursion')
import sys
limit = sys.getrecursionlimit()
def deep2(n): return 0 if n == 0 else deep2(n - 1)
sys.setrecursionlimit(134)
try:
    print(deep2(29))
    print(deep2(500))
except RecursionError as error:
    print(error)
finally:
    sys.setrecursionlimit(limit)
print('# recursion')
class deep3:
    def __eq__(self, *a): return hash(self)
try:
    print(str(deep3()) is None)
except RecursionError as error:
    print('recursion')
except Exception as error:
    print(type(error).__name__)
