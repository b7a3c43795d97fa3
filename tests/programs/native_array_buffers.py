from array import array, typecodes

def show(function, *arguments, **keywords):
    name = getattr(function, "__name__", "?")
    try:
        print(name, arguments, keywords or "", "->", function(*arguments, **keywords))
    except Exception as error:
        print(name, arguments, keywords or "", "!!", type(error).__name__, error)


for code in typecodes:
    view = memoryview(array(code))
    print(code, view.format, view.itemsize, view.shape, view.strides, view.readonly)
a = array("i", range(5))
view = memoryview(a)
show(a.append, 1), show(a.pop), show(a.extend, array("i", [1])), show(a.__delitem__, 0), show(a.remove, 2)
show(a.__setitem__, slice(0, 2), array("i", [1]))
show(a.__setitem__, slice(0, 2), array("i", [8, 9]))
view[0] = 99
print(a, view.tolist())
view.release()
a.append(3)
print(a, bytes(a[:1]), bytearray(a[:1]))
