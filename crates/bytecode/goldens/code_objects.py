"""Code objects as `.pyc` files (in hexadecimal), with everything that CPython says of them."""
import dis
import importlib._bootstrap_external as external
import io
import contextlib

SOURCES = {
    "empty": "",
    "constants": "x = [None, True, False, ..., 0, 257, -1, 2**70, 1.5, -0.0, 2j, 'text', 'not a name', 'é', b'', b'b', b'bytes', (), (1, (2, 'x'))]\n",
    "sets": "def f(x):\n    return x in {1, 'two', b'three', (4, 5), None, 6.5}\n",
    "shared": "def f():\n    return 'some text', 1000, (1000, 'some text')\ndef g():\n    return 'some text', 1000, (1000, 'some text')\n",
    "function": "def f(a, /, b, *args, c=1, **kw):\n    '''Doc.'''\n    return a + b * c\n",
    "closure": "def outer(x):\n    y = 1\n    def inner():\n        nonlocal y\n        y += x\n        return y\n    return inner\n",
    "class": "class C:\n    '''Doc.'''\n    attr: int = 3\n    def method(self):\n        return super().method()\n",
    "try": "def f():\n    for i in x:\n        try:\n            g(i)\n        except (A, B) as e:\n            h(e)\n        else:\n            continue\n        finally:\n            k()\n    with a as b, c:\n        pass\n",
    "generator": "def f():\n    x = yield 1\n    yield from x\n    return (a async for a in b)\nasync def g():\n    async with a:\n        await b\n    async for c in d:\n        yield c\n",
    "match": "match x:\n    case [1, *rest]: a\n    case {'k': v, **kw}: b\n    case C(p, q=r): c\n    case None | 1: c\n    case _: d\n",
    "calls": "f(1, *a, k=2, **b)\nx.m(1, k=2)\nprint(f'{a!r:>{w}} {b!s} {c!a} {d}')\n",
    "jumps": "while a and not b or c:\n    if a is None: break\n    elif b is not None: continue\n    x = a if b else c\n    assert x, 'm'\n",
    "lines": "\n\n\nx = (1 +\n     y,\n     [a\n      for a in b])\n" + "\n" * 300 + "z = f(\n  1,\n)\n",
    "wide": "x = '" + "." * 200 + "' + a + " + " + ".join("b" for _ in range(60)) + "\n",
    "extended": "\n".join(f"v{i} = {i + 1000}" for i in range(300)) + "\nwhile v1:\n" + "\n".join(f"    v{i} += v{i}" for i in range(60)) + "\n",
    "interactive": "import a.b as c, d\nfrom . import e\nfrom f import *\ndel x, y[0], z.w\nglobal q\nx: int\n",
}

for name, source in SOURCES.items():
    code = compile(source, f"{name}.py", "exec", dont_inherit=True)
    data = external._code_to_timestamp_pyc(code, 1_700_000_000, len(source))
    print("=== name", name)
    print(data.hex())
    for caches in (False, True):
        print("=== dis", caches)
        dis.dis(code, show_caches=caches)
    pending = [code]
    while pending:
        code = pending.pop(0)
        pending += [const for const in code.co_consts if hasattr(const, "co_code")]
        print("=== info", code.co_qualname)
        dis.show_code(code)
        print("=== lines", *code.co_lines(), sep="\n")
        print("=== positions", *code.co_positions(), sep="\n")
        print("=== instructions")
        for row in dis.get_instructions(code):
            print(row.opname, row.opcode, row.arg, row.offset, row.starts_line, *row.positions)
print("=== end")
