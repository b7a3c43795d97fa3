def plain(a, b): pass
def default(a, b=1, *, c): pass
def positional(a, /, b): pass
def keyword(*, x, y, z=1): pass
def none(): pass
class Made:
    def method(self, one): pass
    @classmethod
    def build(cls, one): pass
    @staticmethod
    def free(one): pass
for text in ("plain()", "plain(1)", "plain(1, 2, 3)", "plain(1, b=2, c=3)", "plain(1, a=1)", "default()", "default(1)", "default(1, 2, 3, c=1)", "positional(a=1, b=2)", "positional(1, 2, 3)", "keyword()", "keyword(x=1)", "keyword(1, 2)", "keyword(1, x=1, y=1)", "none(1)", "none(x=1)", "Made().method()", "Made().method(1, 2)", "Made.build()", "Made.free()", "Made.method()", "(lambda x: x)()", "Made(1)", "plain(b=1)"):
    try:
        eval(text)
    except TypeError as error:
        print(f"{text:28} {error}")
