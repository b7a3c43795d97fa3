log = []
def make(name, base=object, answer=NotImplemented):
    def op(kind):
        def f(self, other):
            log.append(f"{name}.{kind}")
            return answer
        return f
    return type(name, (base,), {"__add__": op("add"), "__radd__": op("radd"), "__iadd__": op("iadd"), "__lt__": op("lt"), "__gt__": op("gt"), "__eq__": op("eq"), "__ne__": op("ne"), "__hash__": None})
A = make("A")
B = make("B")
C = make("C", A, "C says")
D = make("D", A)
def run(f):
    log.clear()
    try: result = f()
    except TypeError as error: result = error
    print(result, log)
run(lambda: A() + B())
run(lambda: A() + C())
run(lambda: C() + A())
run(lambda: A() + D())
run(lambda: A() + A())
run(lambda: 1 + A())
run(lambda: A() < B())
run(lambda: A() < C())
run(lambda: (A() == B()) is False)
run(lambda: A() != C())
def aug():
    x = A(); x += B(); return x
run(aug)
def aug():
    x = 5; x += C(); return x
run(aug)
