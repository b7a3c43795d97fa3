"""module doc
second line"""
def f():
    """first

    indented"""
    "not the doc"
class C:
    r"""raw \d"""
print(__doc__, f.__doc__, C.__doc__, sep="|")
print('''tri'ple
"quoted" ''' "joined", r"\n", b"\x41", "a\
b", "\x41\u00e9\U0001f600\N{SNOWMAN}\101\a\b\f\v\0".encode("unicode_escape"), u"u", rb"\x", f"{'a' 'b'}" f"{1}" "c")
