for source in ("", "   ", "\n", "#c", "\n\n  \n", "1 2", "x =", "(", ")", "'", '"""', "\\", "1\n2", "a b c", "lambda", "\x0c1", "\ufeff1", "1;", "pass", "x: int", "yield", "return 1", "*a", "f'{'", "0b2", "1e", "0_", "é.ñ", "not", "if", "\t1", " 1", "1 if 2", "[1,", "{1:", "a[", "a(b for", "a.1", "a..b", "1.__class__", "1 .real", "print 3", "x := 1", "(x := 1)"):
    for mode in ("eval", "exec", "single"):
        try: print(mode, repr(source), type(compile(source, "odd", mode)).__name__)
        except SyntaxError as e: print(mode, repr(source), type(e).__name__, e.args)
