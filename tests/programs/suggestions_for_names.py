class Cat:
    def meow(self): pass
    colour = 1
    _hidden = 2
values = [1]
def f(parameter):
    return parametr
import sys
def tell(g):
    try: g()
    except Exception: sys.excepthook(*sys.exc_info())
tell(lambda: f(1)); tell(lambda: Cat().meoww); tell(lambda: Cat.color); tell(lambda: Cat()._hiden); tell(lambda: valuse); tell(lambda: prnt); tell(lambda: [].apend(1)); tell(lambda: "".strpi()); tell(lambda: xyzzy_nothing_alike); tell(lambda: sys.pathh); tell(lambda: (5).bit_lenght())
class Meta(type): pass
class E(AttributeError):
    pass
def raising():
    raise AttributeError("own words", name="meoww", obj=Cat())
tell(raising)
try: Cat().nope
except AttributeError as error: print(error.name, type(error.obj).__name__)
try: nope
except NameError as error: print(error.name)
