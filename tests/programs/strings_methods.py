s = "Hello, Wörld! straße"
print(s.upper(), s.lower(), s.title(), s.swapcase(), s.casefold(), s.capitalize())
print(s.find("o"), s.rfind("o"), s.index("W"), s.count("l"), s.replace("l", "L", 2), s.split(), s.split(",", 1), s.rsplit(None, 1))
print(s.startswith(("He", "x")), s.endswith("e"), s.partition(", "), s.rpartition("!"), "  x ".strip(), "xxyxx".lstrip("x"), "a-b".join("123"))
print("a\tb\n".expandtabs(4), "abc".center(9, "*"), "abc".ljust(5) + "|", "abc".rjust(5), "42".zfill(5), "-42".zfill(5))
print("abc".isalpha(), "12".isdigit(), "½".isnumeric(), "a1".isalnum(), "A".isupper(), " ".isspace(), "x1_".isidentifier(), "é".isascii())
print("line1\nline2\r\nline3".splitlines(), "a\nb\n".splitlines(True), "abc"[::-1], "abcdef"[1:5:2], "abc" * 2, "b" in "abc")
print("x{}y{}z{name!r:>5}".format(1, "two", name="n"), "{0[1]} {1.real}".format([1, 2], 3), "{:{}}".format("a", 5) + "|")
print("abc".translate(str.maketrans("ab", "xy", "c")), "prefix-x".removeprefix("prefix-"), "x.py".removesuffix(".py"))
print("é".encode(), "é".encode("latin-1"), b"\xc3\xa9".decode(), "\ud800".encode("utf-8", "surrogatepass"), "ab\xe9".encode("ascii", "xmlcharrefreplace"))
print(repr("tab\t nl\n quote' dquote\" both'\" \x00 \x7f \xad \u2028 \U0001f600 \ud800"), ascii("é😀"))
print(sorted("banana"), max("abc"), min("xyz"), list("héllo"), ord("€"), chr(8364), len("😀"))
for bad in (lambda: "a" + 1, lambda: "abc"[10], lambda: "abc".index("z"), lambda: "é".encode("ascii"), lambda: b"\xff".decode(), lambda: "{}".format(), lambda: "{x}".format()):
    try:
        bad()
    except Exception as error:
        print(type(error).__name__, error)
