"""module"""
def f():
    """function"""
def g():
    f"""not a docstring"""
class C:
    """class"""
    def m(self): "method"; return 1
