class T:
    def __init__(self, **kw):
        for k, v in kw.items():
            setattr(type(self), k, v)
def fresh(**methods):
    return type("F", (), {k: (lambda v: lambda self, *a: v)(v) for k, v in methods.items()})()
for one in (fresh(), fresh(__len__=0), fresh(__len__=3), fresh(__bool__=False), fresh(__bool__=1), fresh(__len__=-1), fresh(__len__="x"), fresh(__len__=2.0), fresh(__bool__=None), fresh(__len__=2 ** 70), fresh(__len__=True), fresh(__bool__=True, __len__=0)):
    for f in (bool, len, lambda o: not o, lambda o: "yes" if o else "no"):
        try:
            print(f(one), end="; ")
        except Exception as error:
            print(type(error).__name__, error, end="; ")
    print()
