for args in (("1", "f", "exec"), ("1", "f", "eval"), ("1", "f", "single"), ("1", "f", "bad"), (5, "f", "exec"), ("1", 5, "exec"), ("1", b"f", "eval"), ("x = \0", "f", "exec"), (b"x = '\xc3\xa9'", "f", "exec"), (b"# coding: latin-1\nx = '\xe9'", "f", "exec"), (b"\xff", "f", "exec"), ("", "f", "exec"), ("", "f", "eval"), ("if 1:\n  x\n y", "f", "exec"), ("1\n2", "f", "eval"), ("1\n2", "f", "single"), ("return 1", "f", "exec"), ("(", "f", "exec"), ("await x", "f", "exec")):
    try:
        c = compile(*args)
        print(args[2], c.co_filename, c.co_name, c.co_flags, len(c.co_consts))
    except Exception as e: print(args, type(e).__name__, e.args[0] if e.args else "")
c = compile("assert False, 'x'\n'doc'", "f", "exec", optimize=2)
exec(c)
print(eval(compile("__debug__", "f", "eval", optimize=1)), eval(compile("__debug__", "f", "eval", 0, True, 0)))
try: compile("1", "f", "exec", 1 << 30)
except ValueError as e: print(e)
try: compile("1", "f", "exec", optimize=7)
except ValueError as e: print(e)
exec(compile("from __future__ import annotations\ndef f(a: undefined): pass\nprint(f.__annotations__)", "f", "exec"))
