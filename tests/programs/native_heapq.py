import _heapq, _random

def show(function, *arguments, **keywords):
    name = getattr(function, "__name__", "?")
    try:
        print(name, arguments, keywords or "", "->", function(*arguments, **keywords))
    except Exception as error:
        print(name, arguments, keywords or "", "!!", type(error).__name__, error)


generator = _random.Random(42)
def numbers(count, top):
    return [int(generator.random() * top) for _ in range(count)]
class Counted:
    comparisons = 0
    def __init__(self, value): self.value = value
    def __lt__(self, other):
        Counted.comparisons += 1
        return self.value < other.value
for count in (0, 1, 2, 3, 10, 100, 2500, 2501, 4000):
    heap = numbers(count, 1000)
    top = heap[:]
    _heapq.heapify(heap), _heapq._heapify_max(top)
    print(count, hash(tuple(heap)), hash(tuple(top)))
    out = [_heapq.heappop(heap) for _ in range(min(count, 100))] + [_heapq._heappop_max(top) for _ in range(min(count, 100))]
    print(hash(tuple(out)))
    counted = [Counted(x) for x in numbers(count, 1000)]
    Counted.comparisons = 0
    _heapq.heapify(counted)
    print(Counted.comparisons)
heap = []
for x in numbers(50, 100):
    _heapq.heappush(heap, x)
print(heap)
print([_heapq.heappushpop(heap, x) for x in numbers(20, 100)], [_heapq.heapreplace(heap, x) for x in numbers(20, 100)], heap)
for function in (_heapq.heappush, _heapq.heappop, _heapq.heapify, _heapq.heapreplace, _heapq.heappushpop, _heapq._heappop_max):
    show(function), show(function, []), show(function, (), 1), show(function, [], 1), show(function, ()), show(function, [3, "a"], 1)
class Clears:
    def __init__(self, heap): self.heap = heap
    def __lt__(self, other):
        self.heap.clear()
        return True
heap = []
heap.extend([Clears(heap), Clears(heap), Clears(heap)])
try:
    _heapq.heapify(heap)
except RuntimeError as error:
    print(error)
