import _bisect

def show(function, *arguments, **keywords):
    name = getattr(function, "__name__", "?")
    try:
        print(name, arguments, keywords or "", "->", function(*arguments, **keywords))
    except Exception as error:
        print(name, arguments, keywords or "", "!!", type(error).__name__, error)


items = [1, 2, 2, 3, 5]
for find in (_bisect.bisect_left, _bisect.bisect_right):
    for x in (0, 1, 2, 2.5, 5, 6):
        show(find, items, x)
    show(find, items, 2, 1, 3), show(find, items, 2, lo=-1), show(find, items, 2, 0, None), show(find, items, 2, 0, 99)
    show(find, items, "a"), show(find, items), show(find), show(find, 1, 2), show(find, items, 2, 0, "a"), show(find, items, 2, "a")
    print(find(items, -3, key=lambda v: -v))
class Chatty(list):
    def insert(self, index, value):
        print("insert", index, value)
        list.insert(self, index, value)
for insert in (_bisect.insort_left, _bisect.insort_right):
    ordered = [1, 3, 3, 5]
    insert(ordered, 3.0), print(ordered)
    insert(ordered, 4, key=lambda v: v * 2), print(ordered)
    show(insert, (1, 2), 3)
    chatty = Chatty([1, 2])
    insert(chatty, 2)
    print(chatty)
