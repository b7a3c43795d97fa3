"""Expressions of values that calls are made with: good ones, edges, and objects that raise or lie.

Everything here is source text; the classes that it names are defined in `harness.py`.
"""

INTS = """0 1 -1 2 -2 3 5 7 10 97 127 128 255 256 257 -5 -6 1000 55296 65535 65536 1114111 1114112 2**30 2**30-1 -2**30 2**31-1 2**31 -2**31-1 2**32
2**53 2**53+1 2**60 -2**60+1 2**62 2**63-1 2**63 -2**63 -2**63-1 2**64-1 2**64 10**18 10**19 3**80 -7**70 10**40 2**200 -2**200+1 2**1023 2**1024 -10**400 True False
SubInt(7) SubInt(0) SubInt(-3) SubInt(2**70) 2**30+1 -2**60 2**90 -2**90+1 2**120-1 10**9 -10**9 2**15 2**16 -2**15 0xdeadbeef 2**61-1 -2**61+1 3**40 10**20 -10**20+7 2**4000""".split()
SMALL = "0 1 2 3 4 -1 -2 -3 5 7 10 True False None SubInt(2) IndexOf(2) IndexOf(-1) 100 -100 2**63 -2**63".split()
FLOATS = """0.0 -0.0 1.0 -1.5 0.1 2.5 3.5 -2.5 0.5 1e16 1e22 1e17 123456.789 1e-5 1e-4 5e-324 2.2250738585072014e-308 1.7976931348623157e308 float('inf') float('-inf') float('nan')
2.0**53 2.0**63 -2.0**63 0.3 1/3 99.995 1e300 -2.675 12345678.9 4.35 1e100 1e-300 -1e308 2.0**1023 -5e-324 0.5+2**-53 1.0000000000000002 123456789012345.67 1e15 -1e16 9.5 1e-7 SubFloat(1.5) SubFloat('nan') 9007199254740993.0 0.1+0.2""".split()
COMPLEXES = """0j 1j -1j 1.5-2j complex('inf') complex(-0.0,2) complex(2,-0.0) 3+0j complex('nan+nanj') complex(1e308,1e308) SubComplex(1,2) -0.0-0.0j 1e-320j complex(0.1,-0.2) complex("1e5-3.25j") complex(-1,float("-inf")) 2.5j -3+4j""".split()
STRS = [repr(s) for s in [
    "", "a", "b", "abc", "Hello World", "  spaces\t\n", "a,b,,c", "aXbXc", "ab" * 5, "123", "-42", " 7_000 ", "0x1F", "0b101", "1e5", "é", "straße", "ÀÉÎ", "ǅungla",
    "ΑΣΣ", "ΟΔΥΣΣΕΥΣ.", "İi", "ﬁre", "日本語", "a😀b", "\ud800x", "x\udfff\ud800", "٣٤", "½²", "line1\nline2\r\nline3\x0bx\u2028y\x85z\x1cq", "\t1\t22", "{}", "{0} {1}", "{:>10}",
    "{0.real}", "{0[a]}", "{a}", "{!r:^20}", "{:{}}", "%s", "%d items", "%5.2f|", "%-8s|%08.3f", "%x %o %X %#x", "%c", "%r %a", "%%", "%(a)s", "%*d", "%.*f", "%", "%(a", "%y", "'q'",
    '"d"', "'\"", "\\", "\x7f\x80\xa0\xad", "utf-8", "ascii", "latin-1", "utf-16", "strict", "ignore", "replace", "backslashreplace", "xmlcharrefreplace", "surrogateescape",
    "surrogatepass", "namereplace", "bogus", "a.b", "title Case here", "UPPER", "lower", "\x00", "1_0", "nan", "-inf", "1+2j", "xx", ">8", "^10.3", "08d", "+.2e", ",", "_x", "#b",
    "n", ".3", "=+9", "*<7s", "z.1f", "10", "0>5", "c", "e", "G", ".0f", "010,", "é^7", "{", "}", "{0", "{0!z}", "{a.b[c]}", "__name__", "real", "x", "identifier_1",
    "a\u0301", "\u1e9e", "\U00010428\U00010400", "z" * 60, "\uffff\U0010ffff", "0" * 30, "ŉǰ", "\u0345\u0399", "K", "e\x00f", "\udc80\ud800", "\ud83d\ude00", "a" * 300, "é" * 40, "日" * 70, "{0.a.b[1][x]}", "{:,.2f}", "{!s:>{w}}", "%(a)5d|%(b)s", "%+d % d", "%#o|%#X", "%.0f", "%-+08.2e", "\u200b\u3000x\u2003", "\r\n", "IIIII", "١٢٣.٥", "ß" * 3, "ﬀ", "\u01c5\u1f88", "0_0", "+0x_ff", "1__0", " 12 ", "-0", "1e400", "infinity", "0b", "٣e٢", "cp1252", "UTF_16-BE", "u8", "rot13", "idna", "utf-7", "hex"]] + ["SubStr('sub')", "SubStr('')", "StrStr('abc')"]
BYTES = [repr(s) for s in [
    b"", b"a", b"abc", b"Hello World", b"a,b,,c", b"  x \t\n", b"\x00\xff", b"\xe9", "日本".encode(), b"\xff\xfe", b"\xed\xa0\x80", b"12", b"-42", b"ab" * 4, b"%s %d", b"%b", b"%5x|",
    b"line\r\nb\rc\n", b"'", b"\"'", b"tab\there", b"\\x41\\u00e9\\N{DIGIT ONE}", b"\xc3", b"%c%a", b"\xf0\x9f\x98\x80\xf0\x9f", b"a b  c", b"Xx", b"deadBEEF", b"0a 0B"]] + [
    "bytes(range(256))", "SubBytes(b'sub')", "bytearray(b'abc')", "bytearray()", "bytearray(b'a b')", "bytearray(300)", "bytes(17)", "b'\\xf0\\x9f\\x98'", "b'+AGEA-'", "memoryview(bytearray(12)).cast('i')", "memoryview(bytearray(12)).cast('H', [2, 3])", "memoryview(b'abcdef')[::-2]", "memoryview(b'')", "memoryview(bytes(24)).cast('d')[1:]", "memoryview(b'xyz').cast('c')", "memoryview(bytearray(b'ab')).toreadonly()", "memoryview(b'abc')", "memoryview(b'abcd')[::2]", "SubBytearray(b'xy')"]
LISTS = ["[]", "[1]", "[1, 2, 3]", "['a', 'b']", "[3, 1, 2]", "[1, 300]", "[b'a', b'b']", "[None, 0, '']", "selfl()", "[[1], [2]]", "SubList([1, 2])", "list(range(20))", "[nan, nan]", "[1, 'a', None]",
         "[(1, 2), (3, 4)]", "['ab', 'cd']", "[2.0, 1, True]", "[EqRaise()]", "[1, 2, 3] * 4", "[IndexOf(1), IndexOf(255)]", "[[]]", "[()] * 2", "[inf, -inf, nan]", "list(range(200))", "[HashRaise(), 1]", "[selfl()]", "[b'', b'x']", "[-1, 256]", "SubList([SubInt(1), 'z'])", "[0.0, -0.0]", "[2**70, -2**70]"]
TUPLES = ["()", "(1,)", "(1, 2, 3)", "('a', 'b')", "('a', 1)", "(b'a',)", "selft()", "SubTuple((1, 2))", "((1, 2), (3, 4))", "(None,)", "(nan,)", "(1, [])", "(1, 2, 3, 4, 5)", "(int, str)", "(1.5, 2)",
          "(ValueError, TypeError)", "('x',)", "(0, 255)", "((),)", "(inf, nan)", "tuple(range(30))", "(HashRaise(),)", "('\\ud800', 'b')", "(-1, -1)", "SubTuple(())", "(2**63, -2**63)", "(None, None, None)", "(True, 0.5)"]
DICTS = ["{}", "{'a': 1}", "{'a': 1, 'b': 2}", "{97: 'x', 98: None}", "{1: 2, 3: 4}", "selfd()", "SubDict(a=1)", "{None: 0, True: 1}", "{(1, 2): 3}", "{'self': 1}", "dict.fromkeys('abcdefgh')", "{'x': [1]}",
         "Missing(a=1)", "{1: nan, nan: 1}", "mappingproxy({'a': 1})", "{i: i for i in range(40)}", "{0.0: 1, -0.0: 2}", "{'': {}}", "{EqRaise(): 1}", "SubDict()", "{2**61-1: 0, 0: 1}", "{'a': selfd()}", "{SubStr('a'): 1}"]
SETS = ["set()", "{1}", "{1, 2, 3}", "{'a', 'b'}", "frozenset()", "frozenset({1, 2})", "frozenset('abc')", "SubSet({1, 2})", "SubFrozen((1, 2))", "set(range(30))", "{(1,), 'x', 2.5}", "{frozenset()}", "{nan}", "{0, 0.0, False}", "set('abcdefghijk')", "{-1, -2}", "{2**61, 2**61-1}", "SubSet()", "frozenset(range(100))", "{(), ''}", "{b'a', 'a'}"]
RANGES = ["range(0)", "range(5)", "range(1, 10, 3)", "range(10, 0, -3)", "range(2**70)", "range(2**70, 2**70+5)", "range(-5, 5)", "range(3, 3)", "range(0, 2**65, 2**63)", "range(1)", "range(5, 1)", "range(2**31, 2**31 + 4)", "range(0, -10, -3)", "range(-2**63, -2**63 + 3)", "range(True)", "range(SubInt(3))", "range(0, 10**30, 10**29)"]
SLICES = ["slice(1, 3)", "slice(None, None, -1)", "slice(-2, None)", "slice(5, 1, -2)", "slice(None)", "slice(0, 10, 2)", "slice('a', None)", "slice(None, None, 0)", "slice(2**70)", "slice(-2**70, 2**70, 2**65)",
          "slice(IndexOf(1), IndexOf(2))", "slice(1.5)", "slice(1, 1)", "slice(2, 0)", "slice([], 1)", "slice(IndexRaise())", "slice(None, None, 2**70)", "slice(None, None, -2**70)", "slice(-1, -10**30, -1)", "slice(True, 3)", "slice(0, 0)", "slice(None, 2, None)", "slice(10, None, -3)", "slice(IndexOf('x'), 2)"]
ITERS = ["iter([1, 2, 3])", "iter('ab')", "(x for x in (1, 2))", "range(3)", "'abc'", "[1, 2]", "(1, 2)", "{1: 2}", "{3, 4}", "b'ab'", "map(str, [1, 2])", "zip('ab', [1, 2])", "OldSeq(3)", "Hint(5)", "['ab', 'cd']",
         "[('a', 1), ('b', 2)]", "gen(2)", "genraise(2)", "enumerate('ab')", "{'k': 'v'}.items()", "[[1, 2], [3, 4]]", "reversed([1, 2])", "['x', 'y', 'z']", "[b'x', b'y']", "(65, 66)", "iter(())", "gen(0)", "(1 / 0 for _ in (1,))", "iter(OldSeq(2))", "filter(None, [0, 1])", "{}.values()", "memoryview(b'ab')", "iter({1: 2})", "range(2**64, 2**64 + 2)", "(IndexRaise(),)", "[[1], [2, 3]]", "bytearray(b'yz')", "iter([[1, 2]])"]
WEIRD = ["IndexOf(3)", "IndexOf(2**100)", "IndexOf('x')", "IndexOf(True)", "IndexRaise()", "EqRaise()", "EqTrue()", "EqStr()", "HashRaise()", "HashOf('x')", "HashOf(2**80)", "HashOf(-1)", "HashOf(True)",
         "IterRaise()", "IterOf(5)", "IterOf(None)", "NextRaise(1)", "LenOf(-1)", "LenOf(2**70)", "LenOf('x')", "LenOf(3)", "LenRaise()", "BoolOf(1)", "BoolRaise()", "ReprOf(5)", "ReprRaise()", "StrOf(b'x')", "FloatOf(1.5)",
         "FloatOf('x')", "FloatOf(SubFloat(2.5))", "IntOf(5)", "IntOf('x')", "ComplexOf(1j)", "ComplexOf(1)", "BytesOf(b'q')", "BytesOf('q')", "HintOf(-1)", "HintOf('x')", "HintOf(2**70)", "HintRaise()", "OldSeq(3)", "OldSeq(0)",
         "Reflect()", "NoOps()", "Fixed()", "Plain()", "KeysOnly()", "KeysOf(5)", "ItemsLie()", "DictLike()", "NotImpl()", "FormatOf(3)", "GetattrRaise()", "Callable()", "CallRaise()", "Desc()", "TruncOf(4)", "RoundOf(9)", "IndexOf(2**31)", "IndexOf(-2**63)", "IndexOf(1.0)", "IndexOf(SubInt(4))", "HashOf(0)", "HashOf(2**61-1)", "HashOf(SubInt(5))", "LenOf(0)", "LenOf(True)", "LenOf(IndexOf(2))", "BoolOf(True)", "BoolOf(None)", "FloatOf(float('nan'))", "FloatOf(1)", "IntOf(True)", "IntOf(SubInt(6))", "StrOf('')", "StrOf(SubStr('s'))", "FormatOf('f')", "BytesOf(SubBytes(b's'))", "HintOf(3)", "HintOf(NotImplemented)", "NextRaise(0)", "IterOf([])", "TruncOf('t')", "RoundOf(None)"]
CALLABLES = ["len", "str", "int", "repr", "abs", "lambda x: -x", "lambda *a: a", "lambda: 1", "Callable()", "CallRaise()", "[].append", "max", "None", "F()", "isinstance", "str.upper", "type", "C0", "ValueError",
             "lambda a, b: a", "lambda **k: k", "[].__len__", "Bound()", "divmod"]
TYPES = ["int", "str", "list", "object", "type", "C0", "dict", "bool", "ValueError", "(int, str)", "int | str", "list[int]", "type(None)", "Meta", "MetaC", "Slots", "tuple", "BaseException", "float", "SubInt"]
EXCEPTIONS = ["ValueError('x')", "ValueError()", "KeyError('k')", "OSError(2, 'No')", "StopIteration(5)", "SystemExit(3)", "ExceptionGroup('g', [ValueError(1), TypeError(2)])", "BaseExceptionGroup('b', [KeyboardInterrupt()])",
              "UnicodeDecodeError('utf-8', b'abc', 1, 2, 'why')", "SyntaxError('bad', ('f', 1, 2, 'text', 1, 3))", "noted('n')", "chained()", "raised(ValueError('r'))", "AttributeError('a', name='n', obj=1)", "NameError('n', name='x')",
              "ImportError('i', name='m', path='p')", "SubExc('s', 1)"]
MISC = ["None", "True", "False", "...", "NotImplemented", "object()", "sys", "Plain()", "C0()", "Slots()", "F()", "lambda: 0", "types.SimpleNamespace(a=1)", "tb()", "F().__code__", "globals", "int.__add__", "list[int]", "int | None",
        "weakref.ref(KEEP)", "property(len)", "staticmethod(len)", "types.CellType(1)", "array_of_views()", "MetaC", "ModSub('m')"]

POOLS = {"N": INTS, "I": SMALL, "F": FLOATS, "J": COMPLEXES, "S": STRS, "B": BYTES, "L": LISTS, "T": TUPLES, "D": DICTS, "E": SETS, "R": RANGES, "Z": SLICES, "V": ITERS, "W": WEIRD, "C": CALLABLES, "Y": TYPES, "X": EXCEPTIONS, "M": MISC}
NUMBERS = INTS + FLOATS + COMPLEXES
POOLS["O"] = NUMBERS
ALL = [v for key in "NFJSBLTDERZVWCYXM" for v in POOLS[key]]
POOLS["A"] = ALL
HASHABLE = INTS[:30] + FLOATS[:10] + STRS[:20] + TUPLES[:5] + BYTES[:4] + ["None", "EqRaise()", "HashRaise()", "HashOf('x')", "[]", "EqTrue()", "SubStr('a')", "frozenset({1, 2})", "nan"]
POOLS["H"] = HASHABLE
NAMES = [repr(n) for n in ["a", "b", "x", "y", "__class__", "__dict__", "__doc__", "__name__", "__module__", "real", "missing", "", "\ud800", "__slots__", "m", "p", "append", "__init__", "__call__", "é"]] + ["SubStr('a')", "1", "None", "b'a'"]
POOLS["P"] = NAMES
ENCODINGS = [repr(n) for n in ["utf-8", "UTF8", "ascii", "latin-1", "utf-16", "utf-16-le", "utf-32", "utf-32-be", "utf-7", "unicode_escape", "raw_unicode_escape", "cp1252", "bogus", "", "a\x00b", "utf_8_sig", "hex", "iso-8859-15"]]
POOLS["Q"] = ENCODINGS
ERRORS = [repr(n) for n in ["strict", "ignore", "replace", "backslashreplace", "xmlcharrefreplace", "surrogateescape", "surrogatepass", "namereplace", "nope", ""]]
POOLS["G"] = ERRORS
FORMATS = [repr(n) for n in [
    "", "s", "d", "5", "<5", ">10", "^12", "*^12", "=+9", "08", "+", "-", " ", "#x", "#o", "#b", "#X", "x", "o", "b", "X", "c", "n", "e", "E", "f", "F", "g", "G", "%", ".3", ".0f", ".10f", "10.3e", "+.2e", ",", "_", ",d",
    "_x", "_b", ",.2f", "010,", "012_x", "z.1f", "z", "é^7", "\U0001f600>6", "{<5", "5s", ".2s", "10.3s", "0>5", "+g", "#g", "#.0f", ".0e", ",s", ",x", "5d5", "dd", "q", "\x00", ".", "9999999999999999999", ".9999999999999999999",
    "1000000", "-#20_x", " .3g", "+,.4f", "=", "=5", "0=5", "<", "zz", "z5", "0,", "_,", ",_", "\ud800<4", "00005", "+05.1f", " 5", ".5%", "020,.3f", "#020_b", "s ", "1.2", "1.2d", "nope", "020.3", "-5", "00"]]
POOLS["K"] = FORMATS
BYTEORDER = ["'big'", "'little'", "'bogus'", "1", "None"]
POOLS["U"] = BYTEORDER
HEXES = [repr(n) for n in ["", "0x1p3", "1.8", "-0x1.8p-1", "0x.1p4", "inf", "nan", "-nan", "0x1p1024", "0x1p-1080", " 0x1 ", "0xg", "deadBEEF", "ab cd", "a b", "zz", "ab\t0c", "é", "0X1P+2", "0x1.fffffffffffff8p0", "1p2147483648", "+infinity", "0x"]]
POOLS["1"] = HEXES
NUMTEXT = [repr(n) for n in ["0", "12", "-7", " 42 ", "0x1F", "0b11", "0o17", "1_000", "1__0", "_1", "1_", "zz", "٣", "", " ", "+5", "--5", "1.5", "1e5", "-1e-5", "inf", "nan", "1e400", "1+2j", "(1+2j)", "( 1 + 2j )", "j", "1j", "1e1_0", "1.e1", ".5", ".", "e5", "0x",
           "-0", "00", "010", "1e", "1\x00", "\u2003 3", "9" * 50, "infinity", "-Infinity", "+nanj", "1-", "1+j", "0_0", "0x_f", "0b2", "１２", "1_000.5_0", "5" * 5000]] + ["b'12'", "bytearray(b' 7 ')", "b'1_0'", "b'\\xff'", "b'0x1f'", "SubStr('5')", "memoryview(b'3')"]
POOLS["2"] = NUMTEXT
