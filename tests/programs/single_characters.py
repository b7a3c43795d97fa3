# Which operations hand out the string that is kept of each character, and which make one of their own.
import marshal
import sys


def kept(text):
    return text is chr(ord(text))


A, B, E, EMPTY = chr(97), chr(98), chr(233), chr(97)[1:]
RESULTS = {
    "lower": chr(65).lower(), "upper": A.upper(), "swapcase": A.swapcase(), "title": A.title(),
    "casefold": chr(65).casefold(), "capitalize": A.capitalize(), "beyond ascii": E.upper(),
    "replace": A.replace(A, B), "replace by nothing": (A + B).replace(B, ""), "nothing to replace": A.replace(B, ""),
    "center": EMPTY.center(1, "x"), "ljust": EMPTY.ljust(1), "rjust": EMPTY.rjust(1), "zfill": EMPTY.zfill(1),
    "index": (A + B)[1], "slice": (A + B)[1:], "step": (A + B)[::2], "iteration": next(iter(A + B)),
    "str of int": str(5), "repr of int": repr(7), "format of int": format(5), "f-string": f"{5}", "field": "{}".format(5),
    "%d": "%d" % 5, "%s of int": "%s" % 5, "%c": "%c" % 97, "%s": "%s" % A, "whole field": "{}".format(A),
    "join of two": "".join([A, EMPTY]), "join of one": "".join([A]), "parts": f"{A}{EMPTY}", "sum": A + EMPTY,
    "split": "a b".split()[0], "strip": " a ".strip(), "translate": A.translate({97: 98}), "decode": b"a".decode(),
    "expandtabs": "\t".expandtabs(1), "partition": "a,b".partition(",")[1], "removesuffix": (A + B).removesuffix(B),
}
for name, text in RESULTS.items():
    print(f"{name:20} {text!r} {kept(text)}")
print(str(5) is str(5), sys.getrefcount(str(5)), sys.getrefcount("%s" % str(5)))


class Text(str):
    pass


class Shown:
    def __str__(self):
        return Text("shown")

    def __format__(self, spec):
        return Text("formatted")


long = "".join(["a long ", "text"])
for text in ("%s" % long, "%3s" % long, "%.99s" % long, "%s%s" % ("", long), "{}".format(long), "{:3}".format(long),
             "%s " % long, "%s%s" % (long, ""), "{}{}".format(long, ""), "%20s" % long):
    print(text is long, repr(text))
print(type("%s" % Shown()).__name__, type("{}".format(Shown())).__name__, type("%s." % Shown()).__name__)

# A sign that stands for two is no kept one, and a file's name is the object that was given.
name = "".join(["per", "cent.", "py"])
code = compile('def f(a, w):\n    return "%%%s%ss" % (a, w)\n\n\ndef g(a):\n    return "%", "%%%r" % (a,)\n', name, "exec")
print(code.co_filename is name, code.co_consts[0].co_filename is name, sys.getrefcount(name))
print([kept(const) for const in code.co_consts[0].co_consts if const == "%"])
print(marshal.dumps(code))
