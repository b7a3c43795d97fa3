import binascii

def show(function, *arguments, **keywords):
    name = getattr(function, "__name__", "?")
    try:
        print(name, arguments, keywords or "", "->", function(*arguments, **keywords))
    except Exception as error:
        print(name, arguments, keywords or "", "!!", type(error).__name__, error)


for data in (b"", b"=_. \t\r\n x\t\n.\r\n" * 3, b"x" * 80 + b" \n" + b"y" * 75 + b"=\n", bytes(range(256)), b"a \n b\t\n", b"."):
    for tabs in (False, True):
        for text in (False, True):
            for header in (False, True):
                show(binascii.b2a_qp, data, tabs, text, header)
    show(binascii.a2b_qp, binascii.b2a_qp(data))
for data in (b"=", b"=\n", b"=4", b"=4g", b"=41", b"==41", b"a=\r\nb", b"a=\rb\nc", b"_x_", b"=3d=3D"):
    show(binascii.a2b_qp, data), show(binascii.a2b_qp, data, True)
