# What is said of files whose bytes are no text: as a script, on standard input, imported.
import posix
from _child import said

SOURCES = [
    b'\x00x',
    b'x = "a\\\n\xb1"\n',
    b'print("before")\nx = "\xb1"\n',
    b'\xef\xbb\xbf# coding: latin-1\nx=1\n',
    b'# coding: shift_jis\nx="\x81"\n',
    b'# coding: utf-8\n# \xb1\nx=1',
    b'x=1 \\\n',
    b"multilinestring = '''\n\nabc\x00'''",
    b'x = "\n\xb1\n',
    b'x = (\n1\n\xb1\n',
    b'import \xc3\xa9; x = "\xed\xa0\x80"\n',
    b'x=1\n"""abc\n\xb1\n',
    b'0000\x00\n00000000000\n\x00\n\x9e\n',
    b'#\x00\n#\xfd\n',
    b'x = 5; y = ` \n"\xb1"\n',
    b'x = 0777\n"\xb1"\n',
    b'x = a b\n"\xb1"\n',
    b'x = f(a b)\n"\xb1"\n',
    b'x = 1\ny = "\xb1"\n',
    b'x = "a\\n\xb1"\n',
    b'x = "a\\n\xc3\xa9z\xc3\xa9\xb1\xc3"\n',
    b'x = f"a\\n\xc3\xa9{x}\xc3\xa9\xb1"\n',
    b'x = r"a\\n\xc3\xa9\xb1"\n',
    b'x = f"a\xc3\xa9{x}\xc3\xa9\xb1"\n',
    b'x = "a" "\xb1"  "\\n" "\xb1"\n',
    b'x = "abc\n\ny = "\xb1"\n',
    b'x = 1\n  y = 2\nz\xb1 = "\xb1"\n',
    b'x = "\xb1"\nz = 1\n zoo = 5\n',
    b'x = (1\ny = "abc\nz = "\xb1"\n',
    b'x = = 1\n\nz = "\xb1"\n',
    b'x = 1\n  y = 2\nz = "\xb1"\n',
    b'x = 1\ny = "abc\nz = "\xb1"\n',
    b'if 1:\n    x = 1\n  y = 2\nz = "\xb1"\n',
    b'x = """\n\n\xb1"""\n',
    b'# \xb1\nx=1\n',
    b'x=1\ny=2 # \xb1',
    b'# coding: latin-1\nx="\xb1"\nprint(ascii(x))',
    b'# coding: utf-8\nx=1\ny="\xb1"\n',
    b'\xef\xbb\xbfx=1\ny="\xb1"\n',
    b'# coding: foo\nx=1\n',
    b'# coding: ascii\nx=1\ny="\xe9"\n',
    b'# coding: cp1252\nx=1\ny="\x81"\n',
    b'x=1\ny="a\x00b"\n',
    b'x = 1\n  y = 2\nz = "\x00"\n',
    b'x = "\n  y = 2\nz = "\x00"\n',
    b'x = (((\n]\n"\xb1"\n',
    b'def f():\n  return\nbreak\n"\xb1"\n',
    b'x = 1\r\ry = "\xb1"\r',
    b'x = 1\xb1\n',
    b'x = \xe9t\xc3\xa9\n',
    b'x = 1\n# \xff\xfe\n\x00',
]

folder = f"/tmp/no_text_{posix.getpid()}"
posix.mkdir(folder)
for number, source in enumerate(SOURCES):
    path = f"{folder}/m{number}.py"
    with open(path, "wb") as file:
        file.write(source)
    print(f"== {number}: {source!r}")
    code, text = said(path)
    print("exit", code)
    print(text.replace(folder, "FOLDER"), end="")
    on_stdin = said("-", source=path)
    if on_stdin != (code, text.replace(path, "<stdin>")):
        print("on standard input:", *on_stdin)
    code, text = said("-B", "-c", f"import m{number}", folder=folder)
    print("imported:", code)
    print(text.replace(folder, "FOLDER"), end="")
    posix.unlink(path)
posix.rmdir(folder)
