import _struct

def show(function, *arguments, **keywords):
    name = getattr(function, "__name__", "?")
    try:
        print(name, arguments, keywords or "", "->", function(*arguments, **keywords))
    except Exception as error:
        print(name, arguments, keywords or "", "!!", type(error).__name__, error)


data = bytes(range(200, 256)) + bytes(range(56))
for form in ["", "x", "b", "hb", "hib", "bhilq", "3s", "0s", "5p", "1p", "0p", "2x3h", "@bq", "=bq", "<bq", ">eHq", "!IQ", "3?", "10c",
             "bxxh", "  b  h ", "4", "2 b", "b\0", "y", "9999999999999999999b", "9223372036854775807q", "iP", "nN", "2s3p4x?", "0i", "b0q"]:
    show(_struct.calcsize, form)
    try:
        size = _struct.calcsize(form)
    except _struct.error:
        continue
    show(_struct.unpack, form, data[:size])
    show(_struct.unpack, form, data[:size + 1])
    for offset in (0, -1, -50, -112, -113, 100, 112, 113):
        show(_struct.unpack_from, form, data, offset)
    show(lambda: list(_struct.iter_unpack(form, data[:size * 3])))
    show(lambda: list(_struct.iter_unpack(form, data[:size * 3 + 1])))
